import { ResourceList } from '../../list/resource-list.tsx';
import { permissionGroupResource } from './permission-group-resource.tsx';

export const PermissionGroupListPage = () => <ResourceList resource={permissionGroupResource} />;
