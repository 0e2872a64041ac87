/** A name of the API as texts are named: `device-group.name-changed` becomes `deviceGroup.nameChanged`. */
export const textName = (name: string): string =>
  name.replaceAll(/[-_ ](\w)/g, (_, letter: string) => letter.toUpperCase());
