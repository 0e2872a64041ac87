import { useNavigate, useSearch } from '@tanstack/react-router';
import type { AddressSearch } from '../model/address-search.ts';
import type { SessionOrganization } from '../model/session.ts';
import { useSession } from '../session/session-context.ts';

/** The organization that the address narrows everything down to (`?org=slug`); undefined: all of them. */
export const useOrganization = (): SessionOrganization | undefined => {
  const { org } = useSearch({ strict: false });
  return useSession().organizations.find(({ slug }) => slug === org);
};

/** Narrows the present page down to an organization, or widens it to all. */
export const useChooseOrganization = (): ((slug: string | undefined) => void) => {
  const navigate = useNavigate();
  return (slug) => {
    void navigate({ to: '.', search: (before: AddressSearch) => ({ ...before, org: slug }) });
  };
};
