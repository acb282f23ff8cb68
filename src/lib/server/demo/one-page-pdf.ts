/** A page of plain lines as PDF 1.4, for files of the demo. Latin-1 only, which Finnish and Swedish are. */
export function onePagePdf(lines: readonly string[]): Buffer {
	const written = lines.map((line, at) => `1 0 0 1 56 ${786 - at * 22} Tm (${escaped(line)}) Tj`);
	const content = `BT /F1 13 Tf ${written.join(' ')} ET`;
	const objects = [
		'<< /Type /Catalog /Pages 2 0 R >>',
		'<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
		'<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>',
		`<< /Length ${content.length} >>\nstream\n${content}\nendstream`,
		'<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>'
	];
	let document = '%PDF-1.4\n';
	const offsets = objects.map((object, at) => {
		const offset = document.length;
		document += `${at + 1} 0 obj\n${object}\nendobj\n`;
		return `${String(offset).padStart(10, '0')} 00000 n \n`;
	});
	const table = `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${offsets.join('')}`;
	const trailer = `trailer\n<< /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${document.length}\n%%EOF\n`;
	return Buffer.from(document + table + trailer, 'latin1');
}

function escaped(line: string): string {
	return line.replace(/[\\()]/g, (char) => `\\${char}`);
}
