/** By client, then by the callback's name: what is called before it. The property is never defined twice. */
const hooked = new WeakMap();

/**
 * Calls `ours` before what the application has set, or will set, as a callback of its client. Chained callbacks (one that
 * calls the one it replaced) do not call `ours` twice for one event.
 *
 * @param {object} client
 * @param {string} name of the callback
 * @param {(argument: unknown) => void} ours
 * @returns {() => void} takes it out again
 */
export function hook(client, name, ours) {
	if (!hooked.has(client)) {
		hooked.set(client, new Map());
	}
	const byName = hooked.get(client);
	if (!byName.has(name)) {
		byName.set(name, define(client, name));
	}
	const hooks = byName.get(name);
	hooks.add(ours);
	return () => hooks.delete(ours);
}

function define(client, name) {
	const hooks = new Set();
	let called = null;
	const before = (theirs) => (argument) => {
		if (argument === undefined || argument !== called) {
			called = argument;
			// One that is added meanwhile has seen the client as it is now; one that is taken out is not called any more.
			[...hooks].forEach((ours) => hooks.has(ours) && ours(argument));
		}
		return theirs?.call(client, argument);
	};
	let callback = before(client[name]);
	Object.defineProperty(client, name, {
		configurable: true,
		enumerable: true,
		get: () => callback,
		set(theirs) {
			// Setting what was read changes nothing.
			callback = theirs === callback ? callback : before(theirs);
		},
	});
	return hooks;
}
