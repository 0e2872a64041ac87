/** Parameters of an address of the console: plain texts, so that links stay readable. */
export type AddressSearch = Readonly<Partial<Record<string, string>>>;
