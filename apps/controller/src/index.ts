export { builtInModules, startController, version, type Controller } from './app.ts';
export {
  openAuditLog,
  verifyAuditLog,
  type AuditAnchor,
  type AuditVerdict,
} from './modules/audit/index.ts';
export {
  createSuperuser,
  exportableFields,
  exportUsers,
  resetPassword,
  resetSecondFactor,
} from './modules/users/index.ts';
export { databaseUrlOf, dataDirOf, openStore } from './platform/open-store.ts';
export { controllerSettings, type ControllerSettings } from './platform/settings.ts';
