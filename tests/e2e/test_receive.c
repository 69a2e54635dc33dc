// Signed PDFs come back: naskah terima.
#include "e2e/signing.h"

#define SK "output/dinkes/sk-dinkes.tanda-tangan.pdf"
#define PK "output/dinkes/pk-kk-dinkes.tanda-tangan.pdf"
#define NOTES "input/catatan/keadaan.xml"
#define LIMIT ((size_t)1 << 26)

static struct str bytes_of(struct e2e *t, const char *name) {
    struct str bytes;
    const char *why = NULL;
    assert_true(file_read(t->arena, file_join(t->arena, t->folder, name), LIMIT, &bytes, &why));
    return bytes;
}

static int signing_setup(void **state) {
    e2e_setup(state);
    struct e2e *t = *state;
    signing_prepare(t);
    e2e_run(t, "jalankan");
    return 0;
}

// The one file below diterima/ that bears the document's name.
static char *received_of(struct e2e *t, const char *document) {
    size_t n = 0;
    char **files = file_list(t->arena, file_join(t->arena, t->folder, "input/catatan/diterima"), ".pdf", &n);
    char *found = NULL;
    for (size_t i = 0; i < n; i++) {
        if (strstr(files[i], document)) {
            assert_null(found);
            found = files[i] + strlen(t->folder) + 1;
        }
    }
    assert_non_null(found);
    return found;
}

static void assert_same_bytes(struct str a, struct str b) {
    assert_int_equal(a.n, b.n);
    assert_memory_equal(a.p, b.p, a.n);
}

static void assert_refused(struct e2e *t, const char *file, const char *rule) {
    char *before = e2e_listing(t, "input");
    e2e_run(t, "terima %s", file);
    assert_status(t, 1);
    assert_says(t, rule);
    assert_string_equal(e2e_listing(t, "input"), before);
}

static void test_a_signed_file_is_kept_as_it_is(void **state) {
    struct e2e *t = *state;
    signing_sign(t, SK, "penetap", 1, "kembali.pdf");
    e2e_run(t, "terima kembali.pdf --tanggal 2025-02-12 --oleh Rina");
    assert_status(t, 0);
    assert_says(t, "sk-dinkes: ditandatangani oleh Penanda 1");
    struct str sent = bytes_of(t, SK), back = bytes_of(t, "kembali.pdf");
    assert_same_bytes(bytes_of(t, received_of(t, "sk-dinkes")), back);
    char *notes = e2e_read(t, NOTES), hash[HASH_SIZE];
    hash_bytes(back.p, back.n, hash);
    assert_non_null(strstr(notes, hash));
    assert_non_null(strstr(notes, "nama=\"Penanda 1\" bidang=\"penetap\""));
    e2e_run(t, "terima kembali.pdf --catatan");
    assert_status(t, 0);
    assert_says(t, "[receive.already]");
    assert_string_equal(e2e_read(t, NOTES), notes);
    // It is frozen: neither the data nor a new run reach it any more.
    e2e_edit(t, "input/sk.xml", "Membentuk Tim", "Membentuk Regu");
    e2e_run(t, "jalankan");
    assert_says(t, "[document.frozen]");
    assert_same_bytes(bytes_of(t, SK), sent);
    assert_same_bytes(bytes_of(t, received_of(t, "sk-dinkes")), back);
    // The signed file is the archive's copy now: a late number makes no companion.
    struct str companion = bytes_of(t, "output/dinkes/sk-dinkes.arsip.pdf");
    e2e_edit(t, "input/sk.xml", "<tentang>Tim", "<nomor>440/17/2025</nomor><tentang>Tim");
    e2e_run(t, "jalankan");
    assert_same_bytes(bytes_of(t, "output/dinkes/sk-dinkes.arsip.pdf"), companion);
    e2e_run(t, "tandai sk-dinkes diarsipkan --boks 1");
    assert_status(t, 0);
}

static void test_two_signers_in_turn(void **state) {
    struct e2e *t = *state;
    signing_sign(t, PK, "pihak-pertama", 1, "satu.pdf");
    signing_sign(t, "satu.pdf", "pihak-kedua", 2, "dua.pdf");
    signing_sign(t, PK, "pihak-kedua", 2, "lain.pdf");
    e2e_run(t, "terima satu.pdf --tanggal 2025-01-20");
    assert_status(t, 0);
    assert_says(t, "baru ditandatangani 1/2");
    // It is not done before the second one signed too: neither in what is told nor in what may follow.
    e2e_run(t, "status pk-kk-dinkes");
    assert_says(t, "pk-kk-dinkes: ttd (1/2) 2025-01-20\n");
    e2e_run(t, "tandai pk-kk-dinkes bernomor");
    assert_status(t, 2);
    assert_says(t, "baru ttd (1/2); bernomor baru dapat sesudah semuanya kembali");
    assert_refused(t, "lain.pdf", "[receive.second]");
    e2e_run(t, "terima dua.pdf --tanggal 2025-01-21");
    assert_status(t, 0);
    assert_says(t, "ditandatangani oleh Penanda 1, Penanda 2");
    assert_null(strstr(t->out, "receive.partial"));
    e2e_run(t, "status pk-kk-dinkes");
    assert_says(t, "pk-kk-dinkes: ttd 2025-01-21\n");
    e2e_run(t, "tandai pk-kk-dinkes bernomor");
    assert_status(t, 0);
    assert_int_equal(launching_count(e2e_read(t, NOTES), "status=\"ttd\""), 2);
}

// Known also when nothing remembers what was sent: it is made again and held against the file.
static void test_known_without_the_store(void **state) {
    struct e2e *t = *state;
    signing_sign(t, SK, "penetap", 1, "kembali.pdf");
    e2e_shell(t, "rm -r output naskah.db");
    e2e_run(t, "terima kembali.pdf --tanggal 2025-02-12");
    assert_status(t, 0);
    assert_says(t, "sk-dinkes: ditandatangani oleh Penanda 1");
}

static void write_changed(struct e2e *t, struct str bytes, size_t at, const char *name) {
    char *copy = arena_alloc(t->arena, bytes.n);
    memcpy(copy, bytes.p, bytes.n);
    copy[at] ^= 1;
    support_write(t->arena, t->folder, name, copy, bytes.n);
}

static void test_anything_else_is_refused_with_the_reason(void **state) {
    struct e2e *t = *state;
    signing_sign(t, SK, "penetap", 1, "kembali.pdf");
    struct str sent = bytes_of(t, SK), back = bytes_of(t, "kembali.pdf");
    assert_refused(t, SK, "[receive.unsigned]");
    write_changed(t, back, 3000, "ubah.pdf");  // in what was sent
    assert_refused(t, "ubah.pdf", "[receive.altered]");
    write_changed(t, back, back.n - 60, "ubah.pdf");  // in what came to it
    e2e_run(t, "terima ubah.pdf");
    assert_status(t, 1);
    const char *contents = memmem(back.p + sent.n, back.n - sent.n, "/Contents <", 11);
    assert_non_null(contents);
    char *forged = arena_alloc(t->arena, back.n);
    memcpy(forged, back.p, back.n);
    size_t at = (size_t)(contents - back.p) + 11 + strcspn(contents + 11, ">");
    while (forged[at - 1] == '0') {
        at--;  // the signature's value stands before the filling
    }
    forged[at - 40] = forged[at - 40] == '3' ? '4' : '3';
    support_write(t->arena, t->folder, "palsu.pdf", forged, back.n);
    assert_refused(t, "palsu.pdf", "[receive.signature]");
    support_write(t->arena, t->folder, "potong.pdf", back.p, back.n - 700);
    assert_refused(t, "potong.pdf", "[receive.cut]");
    support_write(t->arena, t->folder, "potong.pdf", sent.p, sent.n / 2);
    assert_refused(t, "potong.pdf", "[receive.cut]");
    e2e_shell(t, "qpdf --empty --pages " SK " -- asing.pdf");
    assert_refused(t, "asing.pdf", "[receive.foreign]");
    assert_refused(t, "output/dinkes/sk-dinkes.draf.pdf", "rendisi draf dari sk-dinkes");
    assert_refused(t, "output/dinkes/sk-dinkes.arsip.pdf", "[receive.rendition]");
    e2e_shell(t, "qpdf kembali.pdf simpan-ulang.pdf 2>/dev/null || true");
    assert_refused(t, "simpan-ulang.pdf", "[receive.altered]");
    e2e_write(t, "teks.pdf", "bukan PDF");
    assert_refused(t, "teks.pdf", "[pdf.not-pdf]");
    assert_refused(t, "tidak-ada.pdf", "[file.missing]");
    assert_refused(t, "kembali.pdf --only sk-bappeda", "[receive.other]");
    e2e_shell(t, "cp kembali.pdf ekor.pdf && printf '%%%% ekor\\n%%%%%%%%EOF\\n' >>ekor.pdf");
    e2e_run(t, "terima ekor.pdf");
    assert_status(t, 1);
}

// An update that also changes what a page says is no signature alone, however well it is signed.
static void test_pages_must_stay_as_they_were(void **state) {
    struct e2e *t = *state;
    char *number = launching_output(t, "qpdf --show-pages " SK " | sed -n '/content:/{n;s/ *\\([0-9]*\\) .*/\\1/p;q}'");
    int object = atoi(number);
    assert_true(object > 0);
    struct str sent = bytes_of(t, SK);
    const char *start = memmem(sent.p + sent.n - 64, 64, "startxref", 9);
    assert_non_null(start);
    static const char drawn[] = "BT ET";
    char *size = launching_output(t, "qpdf --show-object=trailer " SK " | grep -o '/Size [0-9]*'");
    char *root = launching_output(t, "qpdf --show-object=trailer " SK " | grep -o '/Root [0-9]* 0 R'");
    struct buf b = buf_new(t->arena);
    buf_add(&b, sent.p, sent.n);
    buf_printf(&b, "\n");
    size_t at = b.n;
    buf_printf(&b, "%d 0 obj\n<</Length %zu>>\nstream\n%s\nendstream\nendobj\n", object, sizeof drawn - 1, drawn);
    size_t table = b.n;
    buf_printf(&b, "xref\n%d 1\n%010zu 00000 n \ntrailer\n<<%.*s %.*s /Prev %d>>\nstartxref\n%zu\n%%%%EOF\n", object,
               at, (int)strcspn(size, "\n"), size, (int)strcspn(root, "\n"), root, atoi(start + 10), table);
    support_write(t->arena, t->folder, "diubah.pdf", b.p, b.n);
    signing_sign(t, "diubah.pdf", "penetap", 1, "kembali.pdf");
    e2e_run(t, "terima kembali.pdf");
    assert_status(t, 1);
    assert_says(t, "isi halaman 1 dari sk-dinkes berubah");
}

// Hundreds of damaged files: each is refused or is still exactly what was signed, and none stops the others.
static void test_hostile_files(void **state) {
    struct e2e *t = *state;
    signing_sign(t, SK, "penetap", 1, "kembali.pdf");
    struct str back = bytes_of(t, "kembali.pdf");
    const char *contents = memmem(back.p, back.n, "/Contents <", 11);
    assert_non_null(contents);
    size_t first = (size_t)(contents - back.p), last = first + strcspn(contents, ">");
    unsigned seed = 12345;
    e2e_shell(t, "mkdir rusak");
    for (int i = 0; i < 150; i++) {
        char *copy = arena_alloc(t->arena, back.n);
        memcpy(copy, back.p, back.n);
        for (int k = 0; k < 1 + i % 7; k++) {
            seed = seed * 1103515245 + 12345;
            size_t at = seed / 7 % back.n;
            bool hole = at >= first && at < last;  // of the signature itself: nobody signs that
            copy[at] = hole ? copy[at] : (char)(copy[at] ^ (1 + seed % 255));
        }
        copy[i * 31] ^= 4;  // at least one
        size_t n = i % 5 == 0 ? seed % back.n : back.n;
        support_write(t->arena, t->folder, arena_printf(t->arena, "rusak/%03d.pdf", i), copy, n);
    }
    e2e_run(t, "terima rusak/*.pdf");
    assert_status(t, 1);
    assert_false(e2e_exists(t, "input/catatan"));
}

#define RECEIVE_TEST(name) cmocka_unit_test_setup_teardown(name, signing_setup, e2e_teardown)

int main(void) {
    const struct CMUnitTest tests[] = {
        RECEIVE_TEST(test_a_signed_file_is_kept_as_it_is),
        RECEIVE_TEST(test_two_signers_in_turn),
        RECEIVE_TEST(test_known_without_the_store),
        RECEIVE_TEST(test_anything_else_is_refused_with_the_reason),
        RECEIVE_TEST(test_pages_must_stay_as_they_were),
        RECEIVE_TEST(test_hostile_files),
    };
    return cmocka_run_group_tests(tests, signing_open, signing_close);
}
