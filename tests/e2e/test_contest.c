// Contests on the command line: profil, jelaskan, periksa --profile.
#include "e2e/e2e.h"

static void all_profiles_are_listed_and_sound(void **state) {
    struct e2e *t = *state;
    e2e_run(t, "profil");
    assert_status(t, 0);
    static const char *const known[] = {"kipp-2022\n",    "kipp-2023\n",    "kipp-2025\n",
                                        "iga-2023\n",     "iga-2026\n",     "sinovik-unpsa\n",
                                        "sinovik-2017\n", "sinovik-2020\n", "indikator-sukses\n"};
    for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
        assert_says(t, known[i]);
    }
    e2e_run(t, "profil periksa");
    assert_status(t, 0);
    assert_says(t, "kipp-2025: 30 aturan dicoba dengan contoh baik dan buruk, 30 berlaku");
    // What nobody has verified is named, so that somebody looks it up.
    assert_says(t, "kipp-2023: 9 ketentuan belum diperiksa atau sumbernya bertentangan");
    e2e_run(t, "profil periksa kipp-2023 --catatan");
    assert_says(t, "<aturan> kipp.usia: belum diperiksa; hanya memperingatkan. [profile.unsure]");
    e2e_run(t, "profil periksa kip-2025");
    assert_status(t, 2);
    assert_says(t, "kipp-2025");
}

static void next_years_profile_takes_one_command(void **state) {
    struct e2e *t = *state;
    e2e_share(t);
    e2e_run(t, "profil baru kipp-2027 --dari kipp-2025");
    assert_status(t, 0);
    assert_non_null(strstr(e2e_read(t, "share/templates/profiles/kipp-2027.xml"), "extends=\"kipp-2025\""));
    e2e_run(t, "profil periksa kipp-2027");
    assert_status(t, 0);
    assert_says(t, "kipp-2027: 30 aturan dicoba");
    e2e_run(t, "profil --json");
    assert_status(t, 0);
    const char *line = strstr(t->out, "\"kipp-2027\"");
    assert_non_null(line);
    // The closing day is of one year; nobody takes over last year's unseen.
    assert_null(strstr(arena_strndup(t->arena, line, strcspn(line, "\n")), "2025-06-03"));
    e2e_run(t, "profil baru kipp-2027 --dari kipp-2025");
    assert_status(t, 2);
    assert_says(t, "sudah ada");
    e2e_run(t, "profil baru ../jahat --dari kipp-2025");
    assert_status(t, 2);
    e2e_run(t, "profil baru lain --dari kipp-2026");
    assert_status(t, 2);
    // A rule that checks nothing is found out.
    e2e_shell(t, "sed -i 's|</profil>|<aturan id=\"kipp.kategori\" jenis=\"enum\" pada=\"latar\" "
                 "keparahan=\"galat\"/></profil>|' "
                 "share/templates/profiles/kipp-2027.xml");
    e2e_run(t, "profil periksa kipp-2027");
    assert_status(t, 1);
    assert_says(t, "[profile.trial-strict]");
}

// What holds for the old year only is never taken over without a word, and never guessed.
static void what_is_of_the_old_year_is_listed(void **state) {
    struct e2e *t = *state;
    e2e_share(t);
    e2e_run(t, "profil baru iga-2027 --dari iga-2026");
    assert_status(t, 0);
    assert_says(t, "iga-2026.xml:163:3: peringatan: iga-2027 mewarisi <aturan> iga.jendela nilai "
                   "“2024-01-01..2025-12-31”: periksa untuk 2027. [profile.year-bound]");
    assert_null(strstr(t->out, "Award 2026"));
    const char *made = e2e_read(t, "share/templates/profiles/iga-2027.xml");
    assert_non_null(strstr(made, "judul=\"Profil Inovasi Daerah (Innovative Government Award 2027)\""));
    assert_null(strstr(made, "2024-01-01"));
    e2e_run(t, "profil periksa iga-2027");
    assert_status(t, 0);
    assert_says(t, "mewarisi <aturan> iga.jendela nilai");
    // Once somebody has written the new one, there is nothing more to say about it.
    e2e_shell(t, "sed -i 's|</profil>|<aturan id=\"iga.jendela\" jenis=\"window\" pada=\"penerapan\" "
                 "nilai=\"2025-01-01..2026-12-31\" keparahan=\"galat\"/></profil>|' "
                 "share/templates/profiles/iga-2027.xml");
    e2e_run(t, "profil periksa iga-2027");
    assert_null(strstr(t->out, "iga.jendela"));
    e2e_run(t, "profil baru kipp-2027 --dari kipp-2025 --lang en");
    assert_says(t, "The closing day 2025-06-03 is that of kipp-2025 only");
    // A profile that somebody has verified keeps quiet about its base.
    e2e_run(t, "profil periksa iga-2026");
    assert_null(strstr(t->out, "profile.year-bound"));
}

// Staff who will not edit XML make next year's in a workbook.
static void next_years_profile_is_made_in_a_workbook(void **state) {
    struct e2e *t = *state;
    e2e_share(t);
    e2e_run(t, "profil ekspor kipp-2025 -o lama.xlsx");
    assert_status(t, 0);
    e2e_run(t, "profile export kipp-2025 -o lama.xlsx --lang en");  // the same again is no harm
    assert_status(t, 0);
    e2e_run(t, "profil ekspor kipp-2023 -o lama.xlsx");
    assert_status(t, 1);
    assert_says(t, "tidak ditimpa");
    e2e_run(t, "profil ekspor kip-2025");
    assert_status(t, 1);
    assert_says(t, "kipp-2025");
    // What is offered to choose from follows the sheet that it comes from; a list that is too long for the rule of a
    // cell stands in cells.
    e2e_shell(t, "unzip -p lama.xlsx 'xl/worksheets/*.xml' | grep -F \"<formula1>'Bagian'!\\$A\\$3:\" > /dev/null");
    e2e_run(t, "profil ekspor umum -o umum.xlsx");
    e2e_shell(t, "unzip -p umum.xlsx 'xl/worksheets/*.xml' | grep -F \"<formula1>'daftar-panjang'!\\$A\\$1:\" "
                 "> /dev/null");
    e2e_shell(t, "unzip -p umum.xlsx xl/workbook.xml | grep 'name=\"daftar-panjang\" [^>]*state=\"hidden\"' "
                 "> /dev/null && unzip -p umum.xlsx xl/sharedStrings.xml | grep -F assigned_member > /dev/null");
    e2e_run(t, "profil baru kipp-2027 --dari lama.xlsx");
    assert_status(t, 0);
    assert_says(t, "kipp-2027: 30 aturan dicoba dengan contoh baik dan buruk, 30 berlaku");
    assert_says(t, "lama.xlsx: peringatan: Profil!");
    assert_says(t, "penutupan 2025-06-03 tidak sama dengan tahun pada kode kipp-2027");
    e2e_run(t, "profil periksa kipp-2027");
    assert_status(t, 0);
    e2e_run(t, "profil baru kipp-2027 --dari lama.xlsx");
    assert_status(t, 1);
    assert_says(t, "sudah ada");
    e2e_run(t, "profil baru kipp-2028 --dari tidak-ada.xlsx");
    assert_status(t, 1);
}

static void a_rule_is_explained_with_its_ground(void **state) {
    struct e2e *t = *state;
    e2e_run(t, "jelaskan kipp.usia");
    assert_status(t, 0);
    assert_says(t, "dihitung mundur dari penutupan");
    assert_says(t, "Kepastian: belum diperiksa; hanya memperingatkan");
    e2e_run(t, "explain iga.rancang.kata --lang en");
    assert_status(t, 0);
    assert_says(t, "Value: 300");
    e2e_run(t, "jelaskan kipp.wajib");
    assert_says(t, "Saran: Jawab bagian ini pada formulirnya");  // no words of its own: those of what it tells
    e2e_run(t, "jelaskan kipp.usai");
    assert_status(t, 2);
    assert_says(t, "kipp.usia");
}

static void one_proposal_is_judged_by_several_contests(void **state) {
    struct e2e *t = *state;
    e2e_shell(t, "rm -r input && mkdir input && cp -r '%s/input/makassar' input/", NASKAH_SOURCE_DIR);
    e2e_run(t, "periksa --profile sinovik-2018,iga-2026");
    assert_status(t, 1);
    assert_says(t, "· sinovik-2018: ");
    assert_says(t, "· iga-2026: ");
    assert_says(t, "Rancang Bangun dan Pokok Perubahan Yang Dilakukan tidak ada jawabannya");
    // Begun on 17 January 2017: old enough for 31 March 2018, and too young a day before its first birthday.
    e2e_run(t, "periksa --profile sinovik-2018 --aturan --fail-on peringatan");
    assert_status(t, 1);
    assert_says(t, "bersih           sinovik.usia");
    e2e_run(t, "periksa --profile sinovik-2018 --closing 2018-01-16");
    assert_status(t, 1);
    assert_says(t, "belum berumur 1 tahun");
    e2e_run(t, "periksa --profile sinovik-2019 --aturan");
    assert_status(t, 0);
    assert_says(t, "belum diperiksa  sinovik.usia");
    e2e_run(t, "periksa --profile sinovik-2109");  // a word that is no profile is wrong use
    assert_status(t, 2);
    e2e_run(t, "periksa --profile kip");  // the beginning of several names the last of them
    assert_status(t, 2);
    assert_says(t, "Mungkin maksudnya kipp-2025");
    e2e_run(t, "periksa --profile unpsa");
    assert_says(t, "Mungkin maksudnya sinovik-unpsa");
    e2e_run(t, "periksa --closing besok");
    assert_status(t, 2);
    e2e_run(t, "periksa --fail-on gawat");
    assert_status(t, 2);
}

// What an agency must do goes to its people in words that they know, and fits into one message.
#define TWO_CONTESTS \
    "<data xmlns=\"urn:naskah:1\"><instansi id=\"r\" nama=\"Kabupaten Rimba\" jenis=\"kabupaten\"/>" \
    "<instansi id=\"d\" induk=\"r\" nama=\"Dinas Pertanian\" jenis=\"dinas\"/>" \
    "<inovasi id=\"benih\" instansi=\"d\" nama=\"Antar Benih\"><usulan profil=\"indikator-sukses\"/>" \
    "<usulan profil=\"iga-2023\"/></inovasi><naskah id=\"usulan-benih\" jenis=\"proposal\" " \
    "profil=\"indikator-sukses\" subjek=\"benih\" tanggal=\"2024-05-01\"/></data>"

// A proposal that is written as a document, to say its date, is one of its innovation's like those that are derived.
static void a_written_proposal_speaks_for_its_innovation(void **state) {
    struct e2e *t = *state;
    e2e_shell(t, "rm -r input && mkdir input");
    e2e_write(t, "input/a.xml", TWO_CONTESTS);
    e2e_run(t, "periksa --profile kipp-2023 --json");
    assert_null(strstr(t->out, "resolve.profile"));
    assert_null(strstr(t->out, "Judul Inovasi belum diisi"));
    // Two questions of its own contest that are one in another are answered once.
    e2e_shell(t, "sed -i 's|<usulan profil=\"iga-2023\"/>||; s|<usulan profil=\"indikator-sukses\"/>|<usulan "
                 "profil=\"iga-2023\"><jawaban bagian=\"manfaat\"><p>Satu</p></jawaban><jawaban bagian=\"hasil\">"
                 "<p>Dua</p></jawaban></usulan>|; s|profil=\"indikator-sukses\" subjek|profil=\"iga-2023\" subjek|' "
                 "input/a.xml");
    e2e_run(t, "periksa --profile indikator-sukses");
    assert_says(t, "Antar Benih · indikator-sukses");
    assert_null(strstr(t->out, "resolve.answer-twice"));
}

static void a_derived_proposal_stands_beside_a_written_one(void **state) {
    struct e2e *t = *state;
    e2e_shell(t, "rm -r input && mkdir input");
    e2e_write(t, "input/a.xml", TWO_CONTESTS);
    e2e_run(t, "periksa --profile iga-2023 --json");  // its own proposal, and no other in its place
    assert_says(t, "\"document\":\"proposal-benih-iga-2023\"");
    assert_null(strstr(t->out, " · iga-2023\""));
}

// What a contest does not ask for stops nothing when it is left open, and is printed once when it is there.
static void what_is_not_asked_for_leaves_no_hole(void **state) {
    struct e2e *t = *state;
    e2e_shell(t, "rm -r input && mkdir input");
    e2e_write(t, "input/a.xml",
              "<data xmlns=\"urn:naskah:1\"><instansi id=\"r\" nama=\"Kabupaten Rimba\" jenis=\"kabupaten\"/>"
              "<instansi id=\"d\" induk=\"r\" nama=\"Dinas Pertanian\" jenis=\"dinas\"/>"
              "<inovasi id=\"a\" instansi=\"d\" nama=\"Antar Benih\"><usulan profil=\"kipp-2022\"/></inovasi>"
              "<inovasi id=\"b\" instansi=\"d\" nama=\"Antar Pupuk\"><usulan profil=\"kipp-2022\" "
              "tautan-video=\"https://youtu.be/abc\"/></inovasi></data>");
    e2e_run(t, "periksa");
    assert_says(t, "[isian.hilang.data]");
    assert_null(strstr(t->out, "Belum diisi: Tautan video."));
    e2e_run(t, "tampil -T trace proposal-b-kipp-2022");
    assert_says(t, "\"Tautan video\"");
    assert_null(strstr(t->out, "\"Tautan Video\""));
}

static void each_agency_gets_a_text_for_its_people(void **state) {
    struct e2e *t = *state;
    e2e_run(t, "periksa --untuk-wa");
    assert_status(t, 1);
    assert_true(strncmp(t->printed, "Yth. Fasilitator Dinas Kesehatan,\n\nmasih kurang 3 hal", 50) == 0);
    assert_says(t, "*Antar Obat Lansia*\n1. ");
    assert_says(t, "2. Manfaat Inovasi tidak ada jawabannya.\n3. ");
    assert_says(t, "Sebaiknya dilihat lagi:");
    for (const char *word = "<\0.xml\0[isian\0input\0galat\0"; *word; word += strlen(word) + 1) {
        if (strstr(t->printed, word)) {
            fail_msg("%s in\n%s", word, t->printed);
        }
    }
    e2e_run(t, "check --whatsapp --lang en");
    assert_says(t, "3 things are still missing");

    e2e_shell(t, "rm -r input && cp -r '%s/input' input", NASKAH_SOURCE_DIR);
    e2e_run(t, "periksa --untuk-wa --profil kipp-2025 -o kirim");
    assert_status(t, 1);
    assert_string_equal(t->printed, "");
    const char *text = e2e_read(t, "kirim/karo-bappedalitbang.txt");
    assert_non_null(strstr(text, "(Rizal Hakim Peranginan, S.T., M.T.),"));
    assert_non_null(strstr(text, "Ringkasan tidak ada jawabannya."));
    assert_null(strstr(text, "contoh"));
    e2e_run(t, "periksa --untuk-wa --profil kipp-2022,kipp-2023 -o dua");
    text = e2e_read(t, "dua/karo-bappedalitbang.txt");
    assert_non_null(strstr(text, "Innovation Based – Kompetisi Inovasi Pelayanan Publik 2022*\n"));
    e2e_run(t, "periksa --untuk-wa --profil kipp-2025 --tahun 2021 -o kirim");
    assert_null(strstr(e2e_read(t, "kirim/karo-bappedalitbang.txt"), "Rizal"));

    e2e_shell(t, "rm -r input kirim && cp -r '%s/tests/e2e/salah/input' input", NASKAH_SOURCE_DIR);
    e2e_run(t, "periksa --untuk-wa -o kirim");
    assert_status(t, 1);
    text = e2e_read(t, "kirim/karo-bappedalitbang.txt");
    assert_true(text_length(text) <= 1500);
    e2e_run(t, "periksa --untuk-wa --json");
    assert_says(t, "{\"type\":\"agency-text\",\"agency\":");
}

static void write_waiver(struct e2e *t, const char *attributes) {
    e2e_write(t, "input/abaikan.xml",
              arena_printf(t->arena, "<data xmlns=\"urn:naskah:1\"><abaikan %s/></data>\n", attributes));
}

// A warning is let stand by somebody, for a reason and for a time; an error never.
static void who_waives_says_why_and_how_long(void **state) {
    struct e2e *t = *state;
    const char *whole = "aturan='misi.bukti' inovasi='antar-obat' alasan='Replikasi baru tahun depan' oleh='Siti' "
                        "sampai='2030-06'";
    e2e_run(t, "periksa");
    assert_says(t, "[misi.bukti]");
    write_waiver(t, whole);
    setenv("SOURCE_DATE_EPOCH", "1908900000", 1);  // 28 June 2030
    e2e_run(t, "periksa");
    assert_null(strstr(t->out, "[misi.bukti]"));
    assert_null(strstr(t->out, "[waiver."));
    assert_status(t, 1);
    e2e_run(t, "periksa --catatan");
    assert_says(t, "diabaikan: Replikasi baru tahun depan; Siti; 2030-06");
    e2e_run(t, "periksa --json");
    assert_says(t, "\"waived\":\"Replikasi baru tahun depan; Siti; 2030-06\"");
    e2e_run(t, "periksa --untuk-wa");
    assert_null(strstr(t->printed, "transferabilitas"));
    e2e_run(t, "periksa --profile iga");
    assert_says(t, " bersih, 0 peringatan;");  // what is let stand is counted as a note
    e2e_shell(t, "mv input/abaikan.xml abaikan");
    e2e_run(t, "periksa --profile iga");
    assert_says(t, " bersih, 1 peringatan;");
    e2e_shell(t, "mv abaikan input/abaikan.xml");
    e2e_run(t, "jalankan");
    assert_null(strstr(t->out, "[misi.bukti]"));
    e2e_run(t, "jalankan --catatan");
    assert_says(t, "diabaikan: Replikasi baru tahun depan; Siti; 2030-06");
    assert_null(strstr(t->out, "[waiver.unused]"));
    setenv("SOURCE_DATE_EPOCH", "1909300000", 1);  // 3 July
    e2e_run(t, "periksa");
    assert_says(t, "[misi.bukti]");
    assert_says(t, "sudah berakhir (2030-06)");
    unsetenv("SOURCE_DATE_EPOCH");
    write_waiver(t, "aturan='misi.bukti' inovasi='antar-obat'");
    e2e_run(t, "periksa");
    assert_says(t, "[misi.bukti]");
    assert_says(t, "[waiver.reason]");
    write_waiver(t, "aturan='rapat.kuorum' inovasi='antar-obat' alasan='nanti' oleh='Siti' sampai='2099'");
    e2e_run(t, "periksa --catatan");
    assert_says(t, "[waiver.unused]");
    e2e_run(t, "periksa --catatan --only 'sk-*'");
    assert_null(strstr(t->out, "[waiver.unused]"));
    write_waiver(t, "aturan='isian.hilang' alasan='nanti' oleh='Siti' sampai='2099'");
    e2e_run(t, "periksa");
    assert_status(t, 1);
    assert_says(t, "[isian.hilang]");
    assert_says(t, "[waiver.error]");
}

#define CONTEST_TEST(name) cmocka_unit_test_setup_teardown(name, e2e_setup, e2e_teardown)

// While a team is being formed its decree says what it will show, and the whole preview names evidence and no goal.
static void maturity_is_what_objects_and_evidence_show(void **state) {
    struct e2e *t = *state;
    e2e_shell(t, "rm -r input && mkdir input && cp -r '%s/input/karo' input/", NASKAH_SOURCE_DIR);
    e2e_run(t, "periksa karo-sk-tim-2023");
    assert_status(t, 0);
    assert_says(t, "(iga-2023), bila naskah ini ditetapkan: regulasi P1, sdm P1, aktor P1, pelaksana P2, jejaring P1; "
                   "bukti: naskah ini.");
    assert_says(t, "aktor: 3 unsur dalam Tim Pengelola Ruang Diskusi Rutin Inovasi: pemerintah, akademisi, masyarakat");
    e2e_run(t, "periksa --kematangan karo-learning --profil iga-2023");
    assert_status(t, 0);
    assert_says(t, "  P1  Ketersediaan SDM: 1–10 orang\n        6 anggota dalam ");
    assert_says(t, "  –   Video Inovasi\n        belum terbaca dari data; yang dibaca: video");
    assert_says(t, "Bobot kali taraf yang terbaca: 10 (paling banyak 111).");
    assert_null(strstr(t->printed, "P3"));  // nobody is told what he could reach
    e2e_run(t, "check --maturity --profile iga-2023 --lang en");
    assert_status(t, 0);
    assert_says(t, "Mean: ");
    assert_says(t, "Basic services that are covered: ");
    e2e_run(t, "periksa --kematangan karo --profil iga-2023 --json");
    assert_status(t, 0);
    assert_says(t, "{\"type\":\"maturity-sum\",\"profile\":\"iga-2023\",\"agency\":\"karo\"");
    e2e_run(t, "periksa --kematangan --profil kipp-2025");
    assert_status(t, 2);
    assert_says(t, "tidak mempunyai taraf indikator");
    e2e_run(t, "periksa --kematangan karo-lerning");
    assert_status(t, 2);
    assert_says(t, "karo-learning");
}

// What only shows among all proposals, or among all objects, is no less told by its rule than the rest.
static void rules_that_tell_among_all_are_not_called_clean(void **state) {
    struct e2e *t = *state;
    e2e_shell(t, "rm -r input && mkdir input && cp -r '%s/input/karo' input/", NASKAH_SOURCE_DIR);
    e2e_shell(t, "sed -i 's|<bukti indikator=\"regulasi\"|<bukti indikator=\"regulasi\" taraf=\"3\" tahun=\"2022\"|' "
                 "input/karo/learning-organizations.xml");
    e2e_run(t, "periksa --profile iga-2023 --aturan");
    assert_says(t, "ditulis untuk tahun 2022, sedangkan naskah karo-sk-tim-2023 bertahun 2023. [bukti.naskah-tahun]");
    assert_says(t, "ditulis taraf 3, sedangkan data dan bukti yang ada menunjukkan taraf 1:");
    assert_says(t, "temuan           iga.bukti.cocok");
    assert_null(strstr(t->printed, "bersih           iga.bukti.cocok"));
    e2e_run(t, "check --profile iga-2023 --rules --lang en");
    assert_says(t, "claims level 3, while data and evidence at hand show level 1:");
    e2e_run(t, "jelaskan iga.bukti.cocok");
    assert_status(t, 0);
}

// What an innovation's evidence says of a document, and who was assigned for its agency, stands in the way of every
// contest: it is told once, belongs to each judgement, and can be let stand like anything else.
static void what_disagrees_outside_a_proposal_stands_in_its_way(void **state) {
    struct e2e *t = *state;
    e2e_shell(t, "rm -r input && mkdir input && cp -r '%s/input/karo' '%s/input/balangan' input/", NASKAH_SOURCE_DIR,
              NASKAH_SOURCE_DIR);
    e2e_shell(t, "sed -i 's|<bukti indikator=\"regulasi\"|<bukti indikator=\"regulasi\" tanggal=\"2020-01-02\"|' "
                 "input/karo/learning-organizations.xml");
    e2e_run(t, "periksa --profile iga-2023,kipp-2023 --aturan --fail-on peringatan");
    assert_status(t, 1);
    const char *told = strstr(t->out, "[naskah.bukti-beda]");
    assert_non_null(told);
    assert_null(strstr(told + 1, "[naskah.bukti-beda]"));
    assert_says(t, "mempunyai 1 fasilitator tahun 2023");
    e2e_run(t, "periksa --profile iga-2023,kipp-2023 --json --aturan");
    static const char *const lines[] = {
        "karo-learning-iga · iga-2023\",\"profile\":\"iga-2023\",\"rule\":\"umum.bukti\",\"state\":\"temuan",
        "karo-learning-iga · kipp-2023\",\"profile\":\"kipp-2023\",\"rule\":\"umum.bukti\",\"state\":\"temuan",
        "klinik-inoba-iga · kipp-2023\",\"profile\":\"kipp-2023\",\"rule\":\"umum.bukti\",\"state\":\"bersih",
        "\"rule\":\"karo.fasilitator.jumlah\",\"state\":\"temuan",
        // Nothing was there to look at: neither clean nor of another group.
        "\"rule\":\"kipp.ringkasan.kata\",\"state\":\"belum-diperiksa",
        "\"rule\":\"kipp.inspirasi.kata\",\"state\":\"tidak-berlaku"};
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
        assert_says(t, lines[i]);
    }
    // Others are not told of it.
    e2e_run(t, "periksa --profile iga-2023 proposal-balangan-klinik-inoba-iga");
    assert_null(strstr(t->out, "[naskah.bukti-beda]"));
    e2e_run(t, "periksa balangan-sk-klinik-2022");
    assert_null(strstr(t->out, "[naskah.bukti-beda]"));
    assert_null(strstr(t->out, "fasilitator tahun 2023"));
    e2e_write(t, "input/abaikan.xml",
              "<data xmlns=\"urn:naskah:1\"><abaikan aturan=\"naskah.bukti-beda\" inovasi=\"karo-learning\" "
              "alasan=\"A\" oleh=\"B\" sampai=\"2099-12-31\"/><abaikan aturan=\"karo.fasilitator.jumlah\" "
              "instansi=\"karo-bappedalitbang\" alasan=\"A\" oleh=\"B\" sampai=\"2099-12-31\"/></data>");
    e2e_run(t, "periksa");
    assert_null(strstr(t->out, "[naskah.bukti-beda]"));
    assert_null(strstr(t->out, "Penelitian dan Pengembangan Daerah mempunyai 1 fasilitator"));
    assert_says(t, "Dinas Kesehatan mempunyai 1 fasilitator");
    assert_null(strstr(t->out, "[waiver."));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        CONTEST_TEST(what_disagrees_outside_a_proposal_stands_in_its_way),
        CONTEST_TEST(maturity_is_what_objects_and_evidence_show),
        CONTEST_TEST(rules_that_tell_among_all_are_not_called_clean),
        CONTEST_TEST(all_profiles_are_listed_and_sound),
        CONTEST_TEST(next_years_profile_takes_one_command),
        CONTEST_TEST(what_is_of_the_old_year_is_listed),
        CONTEST_TEST(next_years_profile_is_made_in_a_workbook),
        CONTEST_TEST(a_rule_is_explained_with_its_ground),
        CONTEST_TEST(one_proposal_is_judged_by_several_contests),
        CONTEST_TEST(a_written_proposal_speaks_for_its_innovation),
        CONTEST_TEST(a_derived_proposal_stands_beside_a_written_one),
        CONTEST_TEST(what_is_not_asked_for_leaves_no_hole),
        CONTEST_TEST(each_agency_gets_a_text_for_its_people),
        CONTEST_TEST(who_waives_says_why_and_how_long),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
