// node audit.js <origin> <browser> <e-mail> <password> <path>…: prints a line for each page, and ends with 1 where a
// category is below 100. A page before `--` is looked at by nobody in particular, one after it by whoever logs in.
import lighthouse, { desktopConfig } from 'lighthouse';
import puppeteer from 'puppeteer-core';

const [origin, executablePath, email, password, ...paths] = process.argv.slice(2);
const browser = await puppeteer.launch({
	executablePath,
	headless: true,
	args: [
		'--no-sandbox',
		'--disable-gpu',
		'--disable-quic',
		'--no-first-run',
		'--disable-background-networking'
	]
});
let worst = 100;
try {
	const page = await browser.newPage();
	for (const path of paths) {
		if (path === '--') await logIn(page);
		else
			for (const [device, config] of [
				['phone', undefined],
				['desktop', desktopConfig]
			])
				await audit(page, path, device, config);
	}
} finally {
	await browser.close();
}
process.exit(worst < 100 ? 1 : 0);

async function logIn(page) {
	await page.goto(`${origin}/log-in`);
	await page.type('input[name=email]', email);
	await page.type('input[name=password]', password);
	await Promise.all([page.waitForNavigation(), page.click('main form button[type=submit]')]);
	await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
}

async function audit(page, path, device, config) {
	const flags = {
		onlyCategories: ['accessibility', 'best-practices'],
		// What somebody has on the device is what their pages show.
		disableStorageReset: true,
		logLevel: 'error'
	};
	const { lhr } = await lighthouse(origin + path, flags, config, page);
	const scores = Object.values(lhr.categories).map(({ id, score }) => ({
		id,
		score: Math.round(score * 100)
	}));
	worst = Math.min(worst, ...scores.map(({ score }) => score));
	console.log(
		`${path.padEnd(28)} ${device.padEnd(8)} ${scores.map(({ id, score }) => `${id} ${score}`).join('  ')}`
	);
	for (const { id, score, title, scoreDisplayMode } of Object.values(lhr.audits))
		if (scoreDisplayMode === 'binary' && score === 0) console.log(`    ${id}: ${title}`);
}
