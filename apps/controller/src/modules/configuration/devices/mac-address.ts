const pattern = /^[0-9a-f]{2}(?:[:-][0-9a-f]{2}){5}$/i;

/** `XX:XX:XX:XX:XX:XX`, or with dashes. */
export const isMacAddress = (text: string): boolean => pattern.test(text);

/** True when both name the same hardware, however they are spelled: `:`, `-` and case do not matter. */
export const sameMacAddress = (left: string, right: string): boolean => bare(left) === bare(right);

const bare = (address: string): string => address.replaceAll(/[:-]/g, '').toLowerCase();
