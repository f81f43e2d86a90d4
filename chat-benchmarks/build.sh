# Builds the program of ./benchmark if its sources have changed; to be sourced in the root of the project.
# Not the time of the jar itself counts: it is the one of a reproducible build.
built=chat-benchmarks/target/benchmark-built
java="${JAVA_HOME:+$JAVA_HOME/bin/}java"
if [ ! -f "$built" ] || [ -n "$(find pom.xml chat-*/pom.xml chat-*/src/main -newer "$built" | head -n 1)" ]; then
	echo "Building, the first time takes a minute..."
	./mvnw -q -pl chat-benchmarks -am package -Pprogram -Dmaven.test.skip=true -Dspotless.check.skip=true
	rm -rf chat-benchmarks/target/jmh
	touch "$built"
fi
