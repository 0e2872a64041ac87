/** Every object of the API has an id: a UUID, or the number of an entry. */
export interface Identified {
  id: string | number;
}
