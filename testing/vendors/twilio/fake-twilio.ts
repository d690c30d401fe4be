import type { VendorReply, VendorRequest } from '../../fake-vendor/exchange';
import { FakeVendor, type FakeVendorOptions } from '../../fake-vendor/fake-vendor';
import type { WireRequest } from '../../fake-vendor/loopback-server';
import { invalid, refusal, unauthorized } from './answers';
import { readForm } from './settings-form';
import { NOTHING_SET, type TwilioMedia, type TwilioStorageSettings } from './storage-settings';

const BASE_PATH = '/v1';
const ACCOUNT_SID = 'ACaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa';

/** The test file that Twilio writes with the access key of a Credential, when S3 storage is activated. */
export interface TwilioTestFile {
  readonly credentialSid: string;
  /** The bucket's URL with the path, as the client gave it. */
  readonly s3Url: string;
  /** The file's name. No source gives the vendor's, only its ending. */
  readonly name: string;
}

/** Writes a test file as Twilio does. An error refuses the settings. */
export type WriteTwilioTestFile = (file: TwilioTestFile) => Promise<void>;

export interface FakeTwilioOptions extends FakeVendorOptions {
  /** The only API key that the fake accepts: its SID, a colon, and its secret. */
  readonly apiKey: string;
  /** Writes the test file. Default: nothing is written, and the fake accepts all that the document allows. */
  readonly writeTestFile?: WriteTwilioTestFile;
}

/**
 * Twilio's API for where Video stores recordings and compositions, in memory, over real HTTP on 127.0.0.1.
 *
 * It is strict. It takes forms alone (vendor's OpenAPI document), and no parameter that the document does not have. It
 * writes the test file that the vendor's guide "Storing into AWS S3" describes. These are inferred: a parameter that a
 * form leaves out stays as it was; storage needs a URL and a Credential; a test file that fails is answered with 400.
 */
export class FakeTwilio extends FakeVendor {
  /**
   * Resolves once the fake listens.
   *
   * @throws the error of `listen`, such as `EADDRINUSE` for a port that is taken
   */
  static start(options: FakeTwilioOptions): Promise<FakeTwilio> {
    return new FakeTwilio(options).listen();
  }

  readonly #settings: Record<TwilioMedia, TwilioStorageSettings> = {
    Recording: NOTHING_SET,
    Composition: NOTHING_SET,
  };
  readonly #writeTestFile: WriteTwilioTestFile;
  #apiKey: string;

  private constructor(options: FakeTwilioOptions) {
    super(options, BASE_PATH);
    this.#apiKey = options.apiKey;
    this.#writeTestFile = options.writeTestFile ?? (async () => undefined);
  }

  /** From now on the fake accepts only this key. */
  rotateApiKey(apiKey: string): void {
    this.#apiKey = apiKey;
  }

  /** The settings for recordings, or for compositions. */
  settings(media: TwilioMedia): TwilioStorageSettings {
    return { ...this.#settings[media] };
  }

  /** Sets members without a request, as somebody does in the Console: no check, no entry in the journal. */
  set(media: TwilioMedia, change: Partial<TwilioStorageSettings>): void {
    this.#settings[media] = { ...this.#settings[media], ...change };
  }

  protected perform(request: VendorRequest, wire: WireRequest): VendorReply | Promise<VendorReply> {
    const { method, path } = request;
    const { authorization, 'content-type': type = '' } = wire.headers;
    if (authorization !== `Basic ${Buffer.from(this.#apiKey).toString('base64')}`) {
      return unauthorized();
    }
    const media = mediaOf(path);
    if (media === undefined) {
      return refusal(404, 20404, `The requested resource ${path} was not found`);
    }
    if (method === 'GET') {
      return { status: 200, body: this.#shown(media) };
    }
    if (method !== 'POST') {
      return refusal(405, 20004, 'Method not allowed');
    }
    return /^application\/x-www-form-urlencoded\b/i.test(type)
      ? this.#change(media, wire.body)
      : invalid('The post body is not application/x-www-form-urlencoded');
  }

  /** Changes settings. The vendor answers 201 (its OpenAPI document). */
  async #change(media: TwilioMedia, body: string): Promise<VendorReply> {
    const read = readForm(body);
    if ('message' in read) {
      return invalid(read.message);
    }
    const next = { ...this.#settings[media], ...read.change };
    if (next.aws_storage_enabled) {
      const { aws_credentials_sid: credentialSid, aws_s3_url: s3Url } = next;
      if (credentialSid === null || s3Url === null) {
        return invalid('AwsStorageEnabled needs AwsCredentialsSid and AwsS3Url');
      }
      try {
        await this.#writeTestFile({ credentialSid, s3Url, name: `twilio-${media.toLowerCase()}-settings.txt` });
      } catch (error) {
        return invalid(`AwsS3Url cannot be written: ${error instanceof Error ? error.message : String(error)}`);
      }
    }
    this.set(media, read.change);
    return { status: 201, body: this.#shown(media) };
  }

  /** The settings as an answer shows them, with the members that a client cannot set. */
  #shown(media: TwilioMedia): object {
    return { account_sid: ACCOUNT_SID, ...this.settings(media), url: `${this.url}${pathOf(media)}` };
  }
}

function pathOf(media: TwilioMedia): string {
  return `/${media}Settings/Default`;
}

function mediaOf(path: string): TwilioMedia | undefined {
  const all: readonly TwilioMedia[] = ['Recording', 'Composition'];
  return all.find((media) => path === `${BASE_PATH}${pathOf(media)}`);
}
