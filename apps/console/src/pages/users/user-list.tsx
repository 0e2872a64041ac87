import { ResourceList } from '../../list/resource-list.tsx';
import { userResource } from './user-resource.tsx';

export const UserListPage = () => <ResourceList resource={userResource} />;
