/** A name of the schema as a person would write it: `access_point` becomes `Access point`. */
export const humanize = (name: string): string => {
  const words = name.replaceAll(/[_-]+/g, ' ').trim();
  return words.charAt(0).toUpperCase() + words.slice(1);
};
