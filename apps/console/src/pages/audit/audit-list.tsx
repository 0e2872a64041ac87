import { ResourceList } from '../../list/resource-list.tsx';
import { auditResource } from './audit-resource.tsx';

export const AuditListPage = () => <ResourceList resource={auditResource} />;
