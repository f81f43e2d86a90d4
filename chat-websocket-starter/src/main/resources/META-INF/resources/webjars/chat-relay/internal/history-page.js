/**
 * Reads the messages before a position over a subscription of its own, which ends with them.
 *
 * @returns {Promise<{messages: object[], gap: string|null, atStart: boolean}>}
 */
export function readPage(session, id, destination, { before, count, timeoutMillis }) {
	return new Promise((resolve, reject) => {
		const messages = [];
		let expected = Infinity;
		let gap = null;

		function settle(outcome, value) {
			clearTimeout(timer);
			session.unsubscribe(id);
			outcome(value);
		}
		function fail(text) {
			settle(reject, new Error(text));
		}
		function check() {
			if (messages.length >= expected) {
				settle(resolve, { messages, gap, atStart: messages.length < count });
			}
		}

		const timer = setTimeout(() => fail(`No answer within ${timeoutMillis} ms`), timeoutMillis);
		try {
			session.subscribe(id, destination, { from: `last=${count}`, until: before }, {
				onReceipt(headers) {
					if (headers.count === undefined) {
						// It took a plain SUBSCRIBE for a live one.
						fail(`destination: "${destination}" (expected: one whose broker keeps a history)`);
						return;
					}
					expected = Number(headers.count);
					gap = headers.gap ?? null;
					check();
				},
				onMessage(frame) {
					gap ??= frame.headers.gap ?? null;
					messages.push(frame);
					check();
				},
				onRefused: fail,
				onSuspected() {},
				onClosed: () => fail("The connection broke"),
			});
		} catch (failure) {
			settle(reject, failure);
		}
	});
}
