/** A worker that delivers for one webhook, to be killed: `node … <database url> <webhook id> <time>`. */
import { openDatabase } from '@netloom/server-kit';
import { startWebhooksRig } from '../test-rig.ts';
import { deliverDue } from './deliver-due.ts';

const [, , url = '', webhookId = '', at = ''] = process.argv;
const database = openDatabase(url);
const rig = await startWebhooksRig(database, { at: new Date(at) });
await deliverDue(rig.context, webhookId, new AbortController().signal);
await rig.close();
await database.close();
