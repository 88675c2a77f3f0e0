#!/usr/bin/env bash
# The two French stemmers that search engines carry, on ordinary plurals: Lucene 9.12.2's light stemmer (Elasticsearch's
# `light_french`) and Snowball's French (tantivy, Xapian, PostgreSQL; here the snowballstemmer 3.0.1 of PyPI).
#
# Snowball leaves the final s behind a, i, o, u, è: « photos », « essais » and « menus » never meet « photo », « essai »,
# « menu »; nor does « lieux » meet « lieu ». The light stemmer brings the nouns together and leaves verbs
# apart, which Snowball joins (« finir », « finissons »). Two engines behind one search box therefore give two answers.
# What to do: analyse on one's own side, the same way for both, or add the plurals.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
for artifact in lucene-core lucene-analysis-common; do
  mvn -q -B org.apache.maven.plugins:maven-dependency-plugin:3.6.1:copy \
    -Dartifact=org.apache.lucene:$artifact:9.12.2 -DoutputDirectory=lib >/dev/null
done
cat > Light.java <<'JAVA'
import org.apache.lucene.analysis.core.WhitespaceTokenizer;
import org.apache.lucene.analysis.fr.FrenchLightStemFilter;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;

public class Light {
  public static void main(String[] words) throws Exception {
    var source = new WhitespaceTokenizer();
    source.setReader(new java.io.StringReader(String.join(" ", words)));
    var stems = new FrenchLightStemFilter(source);
    stems.reset();
    while (stems.incrementToken()) System.out.println(stems.getAttribute(CharTermAttribute.class));
    stems.end();
  }
}
JAVA
python3 -m venv venv
venv/bin/pip install --quiet snowballstemmer==3.0.1
words="photo photos essai essais menu menus lieu lieux cheval chevaux finir finissons"
java -cp 'lib/*' Light.java $words > light
venv/bin/python -c 'import snowballstemmer, sys; print(*snowballstemmer.stemmer("french").stemWords(sys.argv[1:]), sep="\n")' $words > snowball
seen=$(paste <(printf '%s\n' $words) light snowball | awk '{ word[NR] = $1; light[NR] = $2; snowball[NR] = $3 }
  END { for (i = 1; i < NR; i += 2) print word[i], word[i + 1], "light:" (light[i] == light[i + 1] ? "one" : "two"), "snowball:" (snowball[i] == snowball[i + 1] ? "one" : "two") }')
echo "$seen"
[ "$seen" = "photo photos light:one snowball:two
essai essais light:one snowball:two
menu menus light:one snowball:two
lieu lieux light:one snowball:two
cheval chevaux light:one snowball:one
finir finissons light:two snowball:one" ]
