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
package io.chatrelay.testing.process;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Runs another main class with the class path of this process, also if that is one executable jar. */
public record JavaCommand(String mainClass, List<String> jvmOptions, List<String> arguments) {

    private static final String JAR_LAUNCHER = "org.springframework.boot.loader.launch.PropertiesLauncher";

    public JavaCommand {
        jvmOptions = List.copyOf(jvmOptions);
        arguments = List.copyOf(arguments);
    }

    /** The words of the command. */
    public List<String> words() {
        List<String> words = new ArrayList<>();
        words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        words.addAll(this.jvmOptions);
        words.add("-Djava.io.tmpdir=" + System.getProperty("java.io.tmpdir"));
        words.add("-cp");
        words.add(System.getProperty("java.class.path"));
        if (isExecutableJar()) {
            words.add("-Dloader.main=" + this.mainClass);
            words.add(JAR_LAUNCHER);
        } else {
            words.add(this.mainClass);
        }
        words.addAll(this.arguments);
        return words;
    }

    private static boolean isExecutableJar() {
        String launcher = JAR_LAUNCHER.replace('.', '/') + ".class";
        return ClassLoader.getSystemClassLoader().getResource(launcher) != null;
    }
}
