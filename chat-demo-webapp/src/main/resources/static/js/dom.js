/** Small tools for the page. Text enters the page through textContent only: markup in a message stays text. */

export const byId = (id) => document.getElementById(id);

/**
 * Makes an element.
 *
 * @param {string} tag
 * @param {Record<string, unknown>} properties `class`, `dataset`, attributes, and listeners as `onclick`
 * @param {...(Node|string)} children
 */
export function element(tag, properties = {}, ...children) {
	const made = document.createElement(tag);
	for (const [name, value] of Object.entries(properties)) {
		if (name === "dataset") {
			Object.assign(made.dataset, value);
		} else if (name.startsWith("on")) {
			made.addEventListener(name.slice(2), value);
		} else if (value !== null && value !== undefined && value !== false) {
			made.setAttribute(name, value === true ? "" : String(value));
		}
	}
	made.append(...children);
	return made;
}

/** A colour for a name, always the same one, as a number from 0 to 7 that the style sheet knows. */
export function hueOf(name) {
	let sum = 0;
	for (const char of name) {
		sum = (sum * 31 + char.codePointAt(0)) % 9973;
	}
	return String(sum % 8);
}

/** One or two letters that stand for a name. */
export function initialsOf(name) {
	const words = name.split(/\s+/u).filter(Boolean);
	const letters = words.length > 1 ? [words[0], words[words.length - 1]] : words;
	return letters.map((word) => firstCharacter(word).toLocaleUpperCase()).join("");
}

function firstCharacter(word) {
	if (typeof Intl.Segmenter === "function") {
		const [first] = new Intl.Segmenter().segment(word);
		return first?.segment ?? "";
	}
	return [...word][0] ?? "";
}
