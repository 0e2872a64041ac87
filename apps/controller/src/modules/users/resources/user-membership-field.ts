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
 * list). What is read is undefined where nothing is to be done: for an empty list in PATCH, and where a superuser
 * names no organization.
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
  show: ({ organization_users: memberships }) => memberships ?? [],
  read: async (input, context) => {
    if (Array.isArray(input) && input.length === 0 && context.isPartial) return undefined;
    const first: unknown = Array.isArray(input) ? (input[0] ?? {}) : input;
    const values = await field.readNested(
      membershipFields,
      first,
      { ...context, isPartial: false },
      readFields,
    );
    const { organization, is_admin: isManager } = values as {
      organization: string | null;
      is_admin?: boolean;
    };
    if (organization !== null) return { organizationId: organization, isManager };
    if (context.caller.isSuperuser) return undefined;
    throw new FieldError({ organization: ['This field may not be null.'] });
  },
};
