import { ResourceList } from '../../list/resource-list.tsx';
import { deviceResource } from './device-resource.tsx';

export const DeviceListPage = () => <ResourceList resource={deviceResource} />;
