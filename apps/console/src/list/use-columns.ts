import type { Identified } from '../model/identified.ts';
import { useLocalStorage } from '@mantine/hooks';
import { useMemo } from 'react';
import type { Session } from '../model/session.ts';
import type { Column, Resource } from '../resource/define-resource.ts';
import { useSession } from '../session/session-context.ts';

const isUsual = <Row>({ usual = false }: Column<Row>, session: Session): boolean =>
  typeof usual === 'function' ? usual(session) : usual;

/** The columns that the person chose for a list, remembered in this browser. */
export const useColumns = <Row extends Identified>({ kind, columns }: Resource<Row>) => {
  const session = useSession();
  const usual = columns.filter((column) => isUsual(column, session)).map(({ id }) => id);
  const [chosen, setChosen, forget] = useLocalStorage<string[] | null>({
    key: `netloom.columns.${kind}`,
    defaultValue: null,
    getInitialValueInEffect: false,
  });
  const ids = chosen ?? usual;
  const key = ids.join(',');
  const shown = useMemo(() => columns.filter(({ id }) => key.split(',').includes(id)), [columns, key]);
  const toggle = (id: string): void =>
    setChosen(ids.includes(id) ? ids.filter((each) => each !== id) : [...ids, id]);
  return { shown, toggle, reset: forget, changed: chosen !== null };
};
