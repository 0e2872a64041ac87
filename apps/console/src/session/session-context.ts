import { createContext, useContext } from 'react';
import { may, type Action, type ModelName, type Session } from '../model/session.ts';

export const SessionContext = createContext<Session | undefined>(undefined);

/** The session of whoever is logged in. Only below the session gate. */
export const useSession = (): Session => {
  const session = useContext(SessionContext);
  if (!session) throw new Error('nobody is logged in here');
  return session;
};

/** Whether the person may do something to objects of a model. */
export const useMay = (): ((action: Action, model: ModelName) => boolean) => {
  const session = useSession();
  return (action, model) => may(session, action, model);
};
