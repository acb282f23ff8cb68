import { generateKeyPairSync, sign } from 'node:crypto';

/**
 * A self-signed certificate for `localhost`, made anew for each run: no private key lies in the repository, and no
 * openssl has to be installed. X.509 v3 (RFC 5280 section 4.1), ECDSA with SHA-256 on P-256.
 */
export function selfSignedCertificate(): { cert: string; key: string } {
	const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
	const algorithm = sequence(Buffer.from('06082a8648ce3d040302', 'hex'));
	const name = sequence(der(0x31, sequence(Buffer.from('0603550403', 'hex'), der(0x0c, 'localhost'))));
	const validity = sequence(der(0x17, '200101000000Z'), der(0x17, '491231235959Z'));
	const version = der(0xa0, der(0x02, Buffer.from([2])));
	const serial = der(0x02, Buffer.from([1]));
	const publicKeyInfo = publicKey.export({ type: 'spki', format: 'der' });
	const signed = sequence(version, serial, algorithm, name, validity, name, publicKeyInfo);
	const signature = der(0x03, Buffer.concat([Buffer.from([0]), sign('sha256', signed, privateKey)]));
	const base64 = sequence(signed, algorithm, signature).toString('base64');
	return {
		cert: `-----BEGIN CERTIFICATE-----\n${base64.replace(/.{64}/g, '$&\n')}\n-----END CERTIFICATE-----\n`,
		key: privateKey.export({ type: 'pkcs8', format: 'pem' }) as string
	};
}

function sequence(...parts: Buffer[]): Buffer {
	return der(0x30, Buffer.concat(parts));
}

function der(tag: number, content: Buffer | string): Buffer {
	const bytes = Buffer.from(content as string);
	const { length } = bytes;
	const size = length < 128 ? [length] : length < 256 ? [0x81, length] : [0x82, length >> 8, length & 255];
	return Buffer.concat([Buffer.from([tag, ...size]), bytes]);
}
