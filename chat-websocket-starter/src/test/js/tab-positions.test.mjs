import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { TabPositions } from "../../main/resources/META-INF/resources/webjars/chat-relay/internal/tab-positions.js";
import { FakePage, FakeStorage } from "./fake-page.mjs";

const KEY = "chat-relay.positions";

function openTab(storage = new FakeStorage()) {
	const page = new FakePage();
	return { storage, page, positions: new TabPositions(storage, KEY, page) };
}

describe("a reload", () => {
	it("finds the positions", () => {
		const { storage, page, positions } = openTab();
		positions.set("room", "/topic/room", "10");
		positions.set("room", "/topic/room", "11");

		page.leave();

		assert.equal(openTab(storage).positions.get("room", "/topic/room"), "11");
	});

	it("of a page that was hidden finds what moved meanwhile", () => {
		const { storage, page, positions } = openTab();
		positions.set("room", "/topic/room", "10");
		positions.set("other", "/topic/room", "5");
		page.hide();
		positions.set("room", "/topic/room", "12");
		positions.delete("other");

		const next = openTab(storage).positions;

		assert.equal(next.get("room", "/topic/room"), "12");
		assert.equal(next.get("other", "/topic/room"), null);
	});
});

describe("a duplicated tab", () => {
	it("starts without positions", () => {
		const { storage, positions } = openTab();
		positions.set("room", "/topic/room", "10");

		assert.equal(openTab(storage.copy()).positions.get("room", "/topic/room"), null);
	});

	it("starts without positions after the page was hidden and came back", () => {
		const { storage, page, positions } = openTab();
		positions.set("room", "/topic/room", "10");
		page.hide();
		page.show();

		assert.equal(openTab(storage.copy()).positions.get("room", "/topic/room"), null);
		assert.equal(positions.get("room", "/topic/room"), "10");
	});

	it("starts without positions after the page came back by the back button", () => {
		const { storage, page, positions } = openTab();
		positions.set("room", "/topic/room", "10");
		page.leave();
		page.comeBack();

		assert.equal(openTab(storage.copy()).positions.get("room", "/topic/room"), null);
		assert.equal(positions.get("room", "/topic/room"), "10");
	});

	it("moves positions of its own", () => {
		const first = openTab();
		first.positions.set("room", "/topic/room", "10");
		const second = openTab(first.storage.copy());
		second.positions.set("room", "/topic/room", "99");
		second.page.leave();
		first.page.leave();

		assert.equal(openTab(first.storage).positions.get("room", "/topic/room"), "10");
		assert.equal(openTab(second.storage).positions.get("room", "/topic/room"), "99");
	});
});

describe("a position", () => {
	it("is for one destination, and dropped if the name has another one", () => {
		const { positions } = openTab();
		positions.set("main", "/topic/room", "10");

		assert.equal(positions.get("main", "/topic/other"), null);
		assert.equal(positions.get("main", "/topic/room"), null);
	});
});

describe("a storage", () => {
	it("that throws is like none", () => {
		const forbidden = () => {
			throw new DOMException("The quota has been exceeded", "QuotaExceededError");
		};
		const { page, positions } = openTab({ getItem: forbidden, setItem: forbidden, removeItem: forbidden });
		page.hide();

		positions.set("room", "/topic/room", "10");

		assert.equal(positions.get("room", "/topic/room"), "10");
	});

	it("that gets full keeps no older positions", () => {
		const { storage, page, positions } = openTab();
		positions.set("room", "/topic/room", "10");
		page.hide();
		storage.setItem = () => {
			throw new DOMException("The quota has been exceeded", "QuotaExceededError");
		};

		positions.set("room", "/topic/room", "11");

		assert.equal(openTab(storage).positions.get("room", "/topic/room"), null);
	});

	for (const corrupt of ["", "{", "null", "17", "[]", '"text"', '{"room": 17}', '{"room": null}', '{"room": "10"}', '{"room": {"position": "10"}}']) {
		it(`that has something else is like an empty one: ${corrupt}`, () => {
			const { positions } = openTab(new FakeStorage([[KEY, corrupt]]));

			assert.equal(positions.get("room", "/topic/room"), null);
		});
	}

	it("may be none", () => {
		const { page, positions } = openTab(null);
		positions.set("room", "/topic/room", "10");
		page.leave();

		assert.equal(positions.get("room", "/topic/room"), "10");
	});

	it("outside of a page is written on closing", () => {
		const storage = new FakeStorage();
		const positions = new TabPositions(storage, KEY, {});
		positions.set("room", "/topic/room", "10");
		positions.close();

		assert.equal(new TabPositions(storage, KEY, {}).get("room", "/topic/room"), "10");
	});
});
