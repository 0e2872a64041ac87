import { ResourceList } from '../../list/resource-list.tsx';
import { groupResource } from './group-resource.tsx';

export const GroupListPage = () => <ResourceList resource={groupResource} />;
