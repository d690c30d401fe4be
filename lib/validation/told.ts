/**
 * Stands in a table of props for a prop that is no member of what the vendor is told. It may place the record, or make
 * something at AWS.
 */
export const UNTOLD = '';

/**
 * The members of what the vendor is told, as a table of props names them. A body that `satisfies` it leaves out none. So
 * a prop that a table names and that no code sends does not compile.
 */
export type Told<Table extends Readonly<Record<string, string>>> = Readonly<
  Record<Exclude<Table[keyof Table], typeof UNTOLD>, unknown>
>;
