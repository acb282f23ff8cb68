// npm run check: what can be known in two minutes, before a commit.
import { checkCode, checkFormat, conclude, runVitest } from './stages';
import { stopToolsWhenAsked } from './tools';

stopToolsWhenAsked();
await conclude([
	await checkCode(),
	...(await Promise.all([checkFormat(), runVitest(['unit', 'server', 'device'])]))
]);
