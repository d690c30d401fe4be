import { refuse, refuseUnknown } from '../validation/refuse';
import type { ListWire } from './contract';
import { checkMemberPointer, checkPointer } from './pointer';

/** Where a list of records is, whatever its paging. */
export interface VendorListOptions {
  /**
   * JSON Pointer to the items in the whole answer.
   *
   * @default - where the API's `envelope` points to
   */
  readonly items?: string;

  /**
   * Query parameters that narrow the list: the parameter's name, and a JSON Pointer to the member of our body whose
   * value it takes.
   *
   * @default - the list is not narrowed
   */
  readonly filter?: { [parameter: string]: string };
}

/** A list that is paged by offset. */
export interface OffsetListOptions extends VendorListOptions {
  /**
   * Records a page, from 1 to the vendor's maximum. A page with fewer is the last.
   *
   * @default 100
   */
  readonly size?: number;

  /**
   * The query parameter that says how many records to pass over.
   *
   * @default offset
   */
  readonly parameter?: string;

  /**
   * The query parameter that says how many records a page has.
   *
   * @default limit
   */
  readonly sizeParameter?: string;
}

/** How a vendor lists its records: the function looks there before and after it creates one. */
export class VendorList {
  /**
   * The whole list in one answer.
   *
   * @param options where the items are
   */
  public static whole(options: VendorListOptions = {}): VendorList {
    refuseUnknown('VendorList.whole', options, ['items', 'filter']);
    return new VendorList(options);
  }

  /**
   * Pages by offset, as `?offset=100&limit=100`.
   *
   * @param options where the items are, and the names of the parameters
   */
  public static byOffset(options: OffsetListOptions = {}): VendorList {
    refuseUnknown('VendorList.byOffset', options, ['items', 'filter', 'size', 'parameter', 'sizeParameter']);
    const size = options.size ?? 100;
    if (!Number.isInteger(size) || size < 1) {
      refuse('size', size, 'is not a number of records', 'write a whole number from 1');
    }
    return new VendorList(options, {
      by: 'offset',
      parameter: options.parameter ?? 'offset',
      sizeParameter: options.sizeParameter ?? 'limit',
      size: String(size),
    });
  }

  private readonly options: VendorListOptions;
  private readonly paging?: ListWire['paging'];

  private constructor(options: VendorListOptions, paging?: ListWire['paging']) {
    checkPointer('items', options.items);
    for (const [parameter, pointer] of Object.entries(options.filter ?? {})) {
      checkMemberPointer(`filter.${parameter}`, pointer);
    }
    this.options = options;
    this.paging = paging;
  }

  /** @internal */
  public _wire(path: string, envelope: string): ListWire {
    const { items, filter } = this.options;
    return {
      path,
      items: items ?? envelope,
      ...(filter && Object.keys(filter).length > 0 ? { filter } : {}),
      ...(this.paging ? { paging: this.paging } : {}),
    };
  }
}
