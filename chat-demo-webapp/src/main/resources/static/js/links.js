const ADDRESS = /\bhttps?:\/\/[^\s<>"'`]+/giu;
const TRAILING = /[.,;:!?…]+$/u;

/** Turns text into nodes: text as it is, http and https addresses as links that open elsewhere and tell nothing of us. */
export function withLinks(text) {
	const nodes = [];
	let end = 0;
	for (const found of text.matchAll(ADDRESS)) {
		const address = trimmed(found[0]);
		const url = URL.parse ? URL.parse(address) : parse(address);
		if (!url || !["http:", "https:"].includes(url.protocol)) {
			continue;
		}
		nodes.push(document.createTextNode(text.slice(end, found.index)), link(url, address));
		end = found.index + address.length;
	}
	nodes.push(document.createTextNode(text.slice(end)));
	return nodes;
}

/** Without the sentence's own punctuation, and without a bracket that was opened before the address. */
function trimmed(address) {
	let result = address.replace(TRAILING, "");
	while (result.endsWith(")") && result.split(")").length > result.split("(").length) {
		result = result.slice(0, -1).replace(TRAILING, "");
	}
	return result;
}

function parse(address) {
	try {
		return new URL(address);
	} catch {
		return null;
	}
}

function link(url, label) {
	const made = document.createElement("a");
	made.href = url.href;
	made.target = "_blank";
	made.rel = "noopener noreferrer nofollow";
	made.textContent = label;
	return made;
}
