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
/**
 * The proof of the delivery contract, {@code ./prove}. {@code DeliveryProof} reads the {@code ProofOptions}, starts a cluster
 * and lets a {@code ProofRun} go. For example with {@code --seed=42 --seconds=20}: 200 subscribers at 4 destinations get 200
 * messages a second, at 9.6 s node 1 is killed, as the {@code FaultSchedule} of the seed has it, its clients go on at node 2,
 * and after 20 s everybody comes to rest. Then the {@code ProofReport} says whether each of about 200,000 deliveries was the
 * right one. What each {@code Fault} does is in {@code client} and {@code cluster}, what right means in {@code account}.
 */
@NullMarked
package io.chatrelay.proof;

import org.jspecify.annotations.NullMarked;
