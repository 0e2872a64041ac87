/** Numbers of the lines that contain the text, without regard to case. None for an empty text. */
export const findMatches = (lines: readonly string[], text: string): number[] => {
  const wanted = text.toLowerCase();
  if (wanted === '') return [];
  return lines.flatMap((line, index) => (line.toLowerCase().includes(wanted) ? [index] : []));
};
