export { deviceModules, startDeviceService, type DeviceService } from './app.ts';
export { deviceSettings, type DeviceSettings } from './platform/settings.ts';
