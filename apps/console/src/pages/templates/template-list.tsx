import { ResourceList } from '../../list/resource-list.tsx';
import { templateResource } from './template-resource.tsx';

export const TemplateListPage = () => <ResourceList resource={templateResource} />;
