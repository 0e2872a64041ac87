/** The date of a moment in the time zone of the server, `YYYY-MM-DD`: what people mean by "today". */
export const localDate = (moment: Date): string => {
  const [month, day] = [moment.getMonth() + 1, moment.getDate()].map((part) => String(part).padStart(2, '0'));
  return `${moment.getFullYear()}-${month}-${day}`;
};
