// npm run test:engines: the way from logging in to a report delivered, in Firefox and WebKit. Beside `npm test`, because
// not every machine has them: an engine that is missing is left out, and named.
import { buildIfNeeded } from './build';
import { stopWhenAsked } from './lifetime';
import { runVitest } from './stages';
import { stopTools } from './tools';

stopWhenAsked(stopTools);
await buildIfNeeded({ quiet: true });
const { passed, failed } = await runVitest(['engines']);
console.log(`
Driven: logging in, reading by address without a connection, a report with a photo written then and delivered later.
Not driven here: the browser's own offline switch (the line to the server is cut instead), closing and opening the browser
again, installing, sharing a photo to the app, push and the badge; Safari itself, its seven days' limit and iOS. Those need
a person with the device. The rest of the journeys run in Chromium with \`npm test\`.
`);
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed > 0 ? 1 : 0);
