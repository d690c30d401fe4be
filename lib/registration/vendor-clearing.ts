import { refuse } from '../validation/refuse';
import { type Body, encodeBody } from '../vendor-api/body';
import type { SettingClearWire } from '../vendor-api/contract';

/** How a setting is cleared, and so what it says where nothing is set. */
export class VendorClearing {
  /** A write of null for each member. */
  public static byNull(): VendorClearing {
    return new VendorClearing();
  }

  /**
   * A write of what the members say where nothing is set, for a vendor that takes no null.
   *
   * @param value some members of the setting, as the vendor's documents write them, such as `{ enabled: false }`. The others
   *   stay as they are, and then mean nothing
   */
  public static byWrite(value: { [name: string]: unknown }): VendorClearing {
    return new VendorClearing(value);
  }

  /** A DELETE at the setting's path. A read of a setting that is not there is answered by 404, or by null members. */
  public static byDelete(): VendorClearing {
    return new VendorClearing(undefined, true);
  }

  private constructor(
    private readonly value?: Body,
    private readonly isDelete = false,
  ) {}

  /**
   * @param members the names of the setting's members
   * @param path where the setting is
   * @internal
   */
  public _wire(members: readonly string[], path: string): SettingClearWire {
    if (this.isDelete) {
      return { by: 'delete', path };
    }
    const value = this.value ?? Object.fromEntries(members.map((name) => [name, null]));
    const said = Object.keys(value).filter((name) => value[name] !== undefined);
    const others = said.filter((name) => !members.includes(name));
    if (said.length === 0 || others.length > 0) {
      refuse(
        'VendorClearing.byWrite',
        said.length === 0 ? value : others,
        'says no member of value',
        `say what some of ${members.join(', ')} say where nothing is set`,
      );
    }
    return { by: 'write', body: encodeBody('clearing', value) };
  }
}
