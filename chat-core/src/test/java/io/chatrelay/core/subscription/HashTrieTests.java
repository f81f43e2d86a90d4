/*
 * Copyright 2026 the Chat Relay authors.
 *
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *      https://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */
package io.chatrelay.core.subscription;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HashTrieTests {

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 64, 100_000})
    void holdsWhatASetWouldHoldHoweverPoorTheHashes(int differentHashes) {
        Random random = new Random(42);
        Set<Key> expected = new HashSet<>();
        HashTrie<Key> trie = HashTrie.empty();

        for (int i = 0; i < 2_000; i++) {
            Key key = new Key(random.nextInt(300), differentHashes);
            boolean add = random.nextInt(5) < 3;
            HashTrie<Key> changed = add ? trie.plus(key) : trie.minus(key);
            assertThat(changed != trie).isEqualTo(add ? expected.add(key) : expected.remove(key));
            trie = changed;
            assertThat(trie.size()).isEqualTo(expected.size());
        }

        assertThat(listOf(trie)).containsExactlyInAnyOrderElementsOf(expected);
    }

    @Test
    void changeLeavesTheSetItWasMadeFromAsItWas() {
        HashTrie<String> before = HashTrie.<String>empty().plus("Aa").plus("C");

        HashTrie<String> after = before.plus("BB").minus("C");

        assertThat(listOf(before)).containsExactlyInAnyOrder("Aa", "C");
        assertThat(listOf(after)).containsExactlyInAnyOrder("Aa", "BB");
    }

    @Test
    void isSmallAgainAfterAllHaveLeft() {
        HashTrie<Integer> trie = HashTrie.empty();
        for (int i = 0; i < 5_000; i++) {
            trie = trie.plus(i);
        }
        for (int i = 1; i < 5_000; i++) {
            trie = trie.minus(i);
        }

        assertThat(trie.slotCount()).isEqualTo(1);
        assertThat(trie.childAt(0)).isNull();
        assertThat(trie.elementAt(0)).isZero();
        assertThat(trie.minus(0).slotCount()).isZero();
    }

    @Test
    void listWalksOverAllPartsInTheOrderOfTheirPlaces() {
        HashTrie<Integer> many = HashTrie.empty();
        for (int i = 0; i < 3_000; i++) {
            many = many.plus(i * 31);
        }
        List<Integer> list = new SubscriberList<>(
                List.of(many, HashTrie.empty(), HashTrie.<Integer>empty().plus(-1)));

        List<Integer> byIterator = new ArrayList<>(list);
        List<Integer> byPlace =
                IntStream.range(0, list.size()).mapToObj(list::get).toList();
        List<Integer> byCallback = new ArrayList<>();
        list.forEach(byCallback::add);

        assertThat(byIterator).hasSize(3_001).doesNotHaveDuplicates().endsWith(-1);
        assertThat(byPlace).isEqualTo(byIterator);
        assertThat(byCallback).isEqualTo(byIterator);
    }

    @Test
    void listEndsWhereItEndsAndCannotBeChanged() {
        List<String> list = listOf(HashTrie.<String>empty().plus("a"));

        assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> list.get(1));
        assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> list.get(-1));
        assertThatExceptionOfType(UnsupportedOperationException.class).isThrownBy(() -> list.add("b"));
        assertThatExceptionOfType(NoSuchElementException.class).isThrownBy(() -> {
            var iterator = list.iterator();
            iterator.next();
            iterator.next();
        });
    }

    private static <E> List<E> listOf(HashTrie<E> trie) {
        return new SubscriberList<>(List.of(trie));
    }

    /** Equal by number, with as many different hashes as wanted. */
    private record Key(int number, int differentHashes) {

        @Override
        public int hashCode() {
            return (this.number % this.differentHashes) * 0x01000001;
        }
    }
}
