import { checkBooleans, isPlaceholder, refuse, refuseUnknown } from '../validation/refuse';
import type { ListWire, PagingWire } from './contract';
import { checkMemberPointer, checkPointer } from './pointer';
import type {
  CursorListOptions,
  LastIdListOptions,
  OffsetListOptions,
  PageListOptions,
  VendorListOptions,
} from './vendor-list-options';

const KNOWN = ['path', 'items', 'filter', 'absentIsEmpty'];
const SIZED = [...KNOWN, 'size', 'parameter', 'sizeParameter'];

/** How a vendor lists its records. The function reads the list before and after it creates one. */
export class VendorList {
  /**
   * The whole list in one answer.
   *
   * @param options where the items are
   */
  public static whole(options: VendorListOptions = {}): VendorList {
    refuseUnknown('VendorList.whole', options, KNOWN);
    return new VendorList(options);
  }

  /**
   * Pages by offset, as `?offset=100&limit=100`.
   *
   * @param options where the items are, and the names of the parameters
   */
  public static byOffset(options: OffsetListOptions = {}): VendorList {
    refuseUnknown('VendorList.byOffset', options, SIZED);
    return new VendorList(options, { by: 'offset', ...sized(options, 'offset', 'limit') });
  }

  /**
   * Pages by number, as `?page=2&per_page=100`.
   *
   * @param options where the items are, and the names of the parameters
   */
  public static byPage(options: PageListOptions = {}): VendorList {
    refuseUnknown('VendorList.byPage', options, [...SIZED, 'first']);
    const { first = 1 } = options;
    if (first !== 0 && first !== 1) {
      refuse('first', first, 'is not the number of a first page', 'write 0 or 1');
    }
    return new VendorList(options, { by: 'page', ...sized(options, 'page', 'per_page'), first: String(first) });
  }

  /**
   * Pages that each name the next, as `?cursor=…` or by a URL.
   *
   * @param options where the items and the next page are
   */
  public static byCursor(options: CursorListOptions): VendorList {
    refuseUnknown('VendorList.byCursor', options, [...KNOWN, 'next', 'parameter']);
    const { next, parameter = 'cursor' } = options;
    if (next === undefined) {
      refuse('next', next, 'is missing', "write where the next page is, such as '/paging/next'");
    }
    checkMemberPointer('next', next);
    checkQueryName('parameter', parameter);
    return new VendorList(options, { by: 'cursor', parameter, next });
  }

  /**
   * Pages of which each begins after the last record of the page before, as `?starting_after=…` with that record's id.
   *
   * @param options where the items are, and the names of the parameters
   */
  public static byLastId(options: LastIdListOptions): VendorList {
    refuseUnknown('VendorList.byLastId', options, [...KNOWN, 'parameter', 'more']);
    const { parameter, more } = options;
    if (parameter === undefined) {
      refuse(
        'parameter',
        parameter,
        'is missing',
        "write the query parameter of the last id, such as 'starting_after'",
      );
    }
    checkQueryName('parameter', parameter);
    checkMemberPointer('more', more);
    return new VendorList(options, { by: 'lastId', parameter, id: '', ...(more === undefined ? {} : { more }) });
  }

  /** The vendor has no list, or none that helps to recognise a record. */
  public static none(): VendorList {
    return new VendorList();
  }

  /** @internal */
  public readonly _path?: string;

  /** @internal */
  public readonly _filter: Readonly<Record<string, string>>;

  /** @internal */
  public readonly _isNone: boolean;

  private readonly items?: string;
  private readonly absentIsEmpty: boolean;
  private readonly paging?: PagingWire;

  private constructor(options?: VendorListOptions, paging?: PagingWire) {
    const { path, items, filter = {}, absentIsEmpty = false } = options ?? {};
    checkPointer('items', items);
    for (const [parameter, pointer] of Object.entries(filter)) {
      checkQueryName('filter', parameter);
      checkMemberPointer(`filter.${parameter}`, pointer);
      if (
        paging &&
        (parameter === paging.parameter || ('sizeParameter' in paging && parameter === paging.sizeParameter))
      ) {
        refuse('filter', parameter, 'is also a parameter of the paging', 'leave it out of one of the two');
      }
    }
    this._path = path;
    this._filter = filter;
    this._isNone = options === undefined;
    this.items = items;
    checkBooleans({ absentIsEmpty }, ['absentIsEmpty']);
    this.absentIsEmpty = absentIsEmpty;
    this.paging = paging;
  }

  /**
   * @param path the list's place by default
   * @param envelope the items' place by default
   * @param id where the id is in an item
   * @internal
   */
  public _wire(path: string, envelope: string, id = '/id'): ListWire | undefined {
    if (this._isNone) {
      return undefined;
    }
    return {
      path: this._path ?? path,
      items: this.items ?? envelope,
      ...(Object.keys(this._filter).length > 0 ? { filter: this._filter } : {}),
      ...(this.paging ? { paging: this.paging.by === 'lastId' ? { ...this.paging, id } : this.paging } : {}),
      ...(this.absentIsEmpty ? { absentIsEmpty: 'true' } : {}),
    };
  }
}

function sized(options: OffsetListOptions, usual: string, usualSize: string) {
  const { size = 100, parameter = usual, sizeParameter = usualSize } = options;
  if (!Number.isInteger(size) || size < 1) {
    refuse('size', size, 'is not a number of records', 'write a whole number from 1');
  }
  checkQueryName('parameter', parameter);
  checkQueryName('sizeParameter', sizeParameter);
  if (parameter === sizeParameter) {
    refuse('sizeParameter', sizeParameter, 'is also the parameter of the page', 'name two');
  }
  return { parameter, sizeParameter, size: String(size) };
}

/** The function sends the name without encoding. */
function checkQueryName(prop: string, name: string): void {
  if (!isPlaceholder(name) && !/^[\w.~$:[\]-]+$/.test(name)) {
    refuse(
      prop,
      name,
      'is not the name of a query parameter',
      "write letters, digits and _.-~$:[], such as 'page[size]'",
    );
  }
}
