export { builtInModules, startController, version, type Controller } from './app.ts';
export { controllerSettings, type ControllerSettings } from './platform/settings.ts';
