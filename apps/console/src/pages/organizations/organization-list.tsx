import { ResourceList } from '../../list/resource-list.tsx';
import { organizationResource } from './organization-resource.tsx';

export const OrganizationListPage = () => <ResourceList resource={organizationResource} />;
