import { ResourceList } from '../../list/resource-list.tsx';
import { webhookResource } from './webhook-resource.tsx';

export const WebhookListPage = () => <ResourceList resource={webhookResource} />;
