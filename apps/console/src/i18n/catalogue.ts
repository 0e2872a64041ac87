/** Texts by name, in groups. */
export interface Catalogue {
  readonly [name: string]: string | Catalogue;
}

/** The same names as another language's catalogue, with other words. */
export type Translated<Original> = {
  readonly [Name in keyof Original]: Original[Name] extends string ? string : Translated<Original[Name]>;
};
