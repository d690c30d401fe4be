/** Replaces secret texts, in every encoding that our requests use. */
export class Redactor {
  private readonly hidden = new Set<string>();

  public add(secret: string): void {
    const inQuery = new URLSearchParams([['', secret]]).toString().slice(1);
    for (const form of [secret, JSON.stringify(secret).slice(1, -1), encodeURIComponent(secret), inQuery]) {
      if (form !== '') {
        this.hidden.add(form);
      }
    }
  }

  public clean(text: string): string {
    // The longest first, because one secret may be a part of another.
    return [...this.hidden]
      .sort((a, b) => b.length - a.length)
      .reduce((cleaned, secret) => cleaned.split(secret).join('***'), text);
  }
}
