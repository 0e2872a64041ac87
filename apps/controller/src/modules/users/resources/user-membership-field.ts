import { field, FieldError, readFields, type Field } from '../../../platform/resource/index.ts';
import type { MembershipSwitch } from '../update-user.ts';

/** As a user shows them. */
export interface ShownMembership {
  is_admin: boolean;
  organization: string;
}

const membershipFields = {
  organization: { ...field.organization<never>({ shared: true }), required: true },
  is_admin: field.bool<never>(),
};

/**
 * Memberships of a user, with the contract's asymmetry: shown is a list of all, read is one (alone, or the first of a
 * list). What is read is undefined where nothing is to be done: where PATCH names no organization, where a superuser
 * says null instead, and for the one value of a form that has no dotted keys.
 */
export const userMemberships: Field<
  { organization_users?: ShownMembership[] },
  MembershipSwitch | undefined
> = {
  schema: {
    type: 'array',
    items: {
      type: 'object',
      properties: { organization: { type: 'string', format: 'uuid' }, is_admin: { type: 'boolean' } },
      required: ['organization'],
    },
    description: 'All memberships; of what is sent only the first counts, which may also stand alone.',
  },
  readsBlank: true,
  show: ({ organization_users: memberships }) => memberships ?? [],
  read: async (input, context) => {
    if (context.isForm && (typeof input !== 'object' || Array.isArray(input))) return undefined;
    const isEmpty = Array.isArray(input) && input.length === 0;
    const first: unknown = isEmpty ? {} : Array.isArray(input) ? input[0] : input;
    const values = await field.readNested(membershipFields, first, context, readFields);
    const { organization, is_admin: isManager } = values as {
      organization?: string | null;
      is_admin?: boolean;
    };
    if (organization === undefined) return undefined;
    if (organization !== null) return { organizationId: organization, isManager };
    if (context.caller.isSuperuser) return undefined;
    throw new FieldError({ organization: ['This field may not be null.'] });
  },
};
