/** What the browser remembers, as JSON. Where storage is forbidden or full the chat works and forgets. */
function store(area) {
	return {
		read(key, fallback) {
			try {
				const text = window[area].getItem(`chat.${key}`);
				return text === null ? fallback : JSON.parse(text);
			} catch {
				return fallback;
			}
		},
		write(key, value) {
			try {
				window[area].setItem(`chat.${key}`, JSON.stringify(value));
			} catch {
				// Nothing to do about it, and nothing depends on it.
			}
		},
	};
}

/** Kept for good, shared by all tabs. */
export const lasting = store("localStorage");

/** Kept while the tab lives, over reloads. */
export const ofThisTab = store("sessionStorage");
