// npm run test:engines: the way from logging in to a report delivered, in Firefox and WebKit. Beside `npm test`, because
// not every machine has them: an engine that is missing is left out, and named.
import { buildIfNeeded } from './build';
import { conclude, runVitest } from './stages';
import { stopToolsWhenAsked } from './tools';

stopToolsWhenAsked();
await buildIfNeeded({ quiet: true });
const count = await runVitest(['engines']);
console.log(`
Driven: logging in, reading by address without a connection, a report with a photo written then and delivered later.
Not driven here: the browser's own offline switch (the line to the server is cut instead), closing and opening the browser
again, installing, sharing a photo to the app, push and the badge; Safari itself, its seven days' limit and iOS. Those need
a person with the device. The rest of the journeys run in Chromium with \`npm test\`.
`);
await conclude([count]);
