export { buildTar, paxRecord, sealTarHeader, type TarInput } from './build-tar.ts';
export {
  type Interception,
  type ProtocolServer,
  type ReceivedCall,
  type ServedDevice,
  startProtocolServer,
} from './protocol-server.ts';
