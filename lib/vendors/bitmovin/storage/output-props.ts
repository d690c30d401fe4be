import type { BitmovinRecordProps } from './record-props';
import type { BitmovinWritingProps } from './writing-props';

/** What one output has, of analytics or of encodings. */
export interface BitmovinOutputProps extends BitmovinRecordProps, BitmovinWritingProps {
  /**
   * The output's name at the vendor.
   *
   * @default - the construct's path, made short and unique
   */
  readonly outputName?: string;

  /**
   * Whether ANYONE on the internet may read the objects under `prefix`, for playback. Lifts the new bucket's public
   * access block as far as that needs.
   *
   * @default false
   */
  readonly publicRead?: boolean;
}
