#include "cli/commands.h"

#include "batch/manual.h"
#include "cli/manual.h"

#include <string.h>

#define WORKERS " jobs batas-memori batas-waktu"
#define COMMON " share lang json help"

const struct command command_table[] = {
    {"mulai", "init", "cli.args.init", "cli.cmd.init",
     "daerah ibu-kota kepala-daerah sekda kantor kepala-kantor lambang tahun jawaban contoh tanggal" COMMON,
     {{"naskah mulai kab", "cli.ex.init"},
      {"naskah mulai kab --contoh", "cli.ex.init-example"},
      {"naskah init kab --jawaban jawaban.txt", "cli.ex.init-file"}},
     command_init},
    {"jalankan", "run", "cli.args.folders", "cli.cmd.run",
     "input output store only jenis rendition ulang dry-run explain keep-going max-failures shard kabar ketat catatan"
     WORKERS COMMON,
     {{"naskah jalankan", "cli.ex.run"},
      {"naskah jalankan input/karo --only 'sk-*'", "cli.ex.run-only"},
      {"naskah jalankan --coba --jelaskan", "cli.ex.run-dry"}},
     command_run},
    {"periksa", "check", "cli.args.paths", "cli.cmd.check",
     "input output only profile closing aturan lembar store kematangan untuk-wa tahun fail-on catatan" WORKERS COMMON,
     {{"naskah periksa", "cli.ex.check"},
      {"naskah periksa input/karo/tim.xml", "cli.ex.check-file"},
      {"naskah periksa --profile kipp-2023,iga-2026 --closing 2026-05-01", "cli.ex.check-contests"}},
     command_check},
    {"buat", "make", "cli.args.documents", "cli.cmd.make",
     "input output store rendition ulang ulangi dry-run explain max-failures kabar ketat catatan" WORKERS COMMON,
     {{"naskah buat sk-tim-2025", "cli.ex.make"},
      {"naskah buat 'proposal-*' --rendition draf", "cli.ex.make-draft"},
      {"naskah make notulen-rdr-3 --ulang", "cli.ex.make-again"}},
     command_make},
    {"formulir", "form", "cli.args.form", "cli.cmd.form", "input output untuk tahun profile" COMMON,
     {{"naskah formulir --untuk semua-instansi", "cli.ex.form"},
      {"naskah formulir karo-dinkes --tahun 2026 -o kirim", "cli.ex.form-one"},
      {"naskah form --profil kipp-2025", "cli.ex.form-profile"}},
     command_form},
    {"impor", "import", "cli.args.import", "cli.cmd.import", "input profile instansi pakai catatan" COMMON,
     {{"naskah impor masuk/proposal.txt", "cli.ex.import"},
      {"naskah impor masuk --catatan", "cli.ex.import-folder"},
      {"naskah import usulan.html --profil kipp-2023 --instansi dinkes", "cli.ex.import-profile"}},
     command_import},
    {"tampil", "show", "cli.args.show", "cli.cmd.show", "input where stage rendition store share lang help",
     {{"naskah tampil", "cli.ex.show"},
      {"naskah tampil -T record sk-tim-2025", "cli.ex.show-record"},
      {"naskah show -T trace sk-tim-2025", "cli.ex.show-trace"}},
     command_show},
    {"jelaskan", "explain", "cli.args.rule", "cli.cmd.explain", "share lang json help",
     {{"naskah jelaskan kipp.usia", "cli.ex.explain"},
      {"naskah jelaskan isian.kata-lebih", "cli.ex.explain-finding"},
      {0}},
     command_explain},
    {"profil", "profile", "cli.args.profile", "cli.cmd.profile", "output dari catatan" COMMON,
     {{"naskah profil periksa kipp-2025", "cli.ex.profile-check"},
      {"naskah profil ekspor kipp-2025 -o kipp-2027.xlsx", "cli.ex.profile-export"},
      {"naskah profil baru kipp-2027 --dari kipp-2025", "cli.ex.profile-new"}},
     command_profile},
    {"templat", "template", "cli.args.template", "cli.cmd.template", "catatan" COMMON,
     {{"naskah templat periksa", "cli.ex.template"},
      {"naskah templat periksa templates/documents/notulen.xml", "cli.ex.template-file"},
      {"naskah template check --json", "cli.ex.template-json"}},
     command_template},
    {"tandai", "mark", "cli.args.mark", "cli.cmd.mark",
     "input output store tanggal oleh boks folder keterangan catatan" COMMON,
     {{"naskah tandai sk-tim-2025 ttd --tanggal 2025-02-12", "cli.ex.mark"},
      {"naskah tandai 'pk-*' bagian-hukum --oleh 'Siti Aminah'", "cli.ex.mark-many"},
      {"naskah mark sk-tim-2025 diarsipkan --boks 12 --folder 3", "cli.ex.mark-archive"}},
     command_mark},
    {"nomor", "number", "cli.args.number", "cli.cmd.number",
     "input output store rendition dry-run tanggal pemberi diterima oleh alasan catatan" COMMON,
     {{"naskah nomor", "cli.ex.number"},
      {"naskah nomor isi sk-tim-2025 100.3.3.2/0132/2025 --pemberi 'Bagian Hukum'", "cli.ex.number-fill"},
      {"naskah number fill nomor.xlsx --coba", "cli.ex.number-sheet"}},
     command_number},
    {"tahun", "year", "cli.args.year", "cli.cmd.year", "input store dry-run catatan" COMMON,
     {{"naskah tahun 2027 --coba", "cli.ex.year-dry"},
      {"naskah tahun 2027", "cli.ex.year"},
      {"naskah year 2027 -i input", "cli.ex.year-input"}},
     command_year},
    {"cetak", "print-set", "cli.args.print", "cli.cmd.print",
     "input output store set kegiatan jenis tanggal oleh ulang catatan" COMMON,
     {{"naskah cetak --kegiatan luncur-2025", "cli.ex.print"},
      {"naskah cetak kontrak-2025 --jenis perjanjian-kinerja", "cli.ex.print-kind"},
      {"naskah print-set januari sk-tim-2025 pk-kk-2025", "cli.ex.print-names"}},
     command_print},
    {"terima", "receive", "cli.args.receive", "cli.cmd.receive",
     "input output store only set kertas tanggal oleh ya catatan" COMMON,
     {{"naskah terima sk-tim-2025-signed.pdf", "cli.ex.receive"},
      {"naskah terima pindai.pdf --set peluncuran --oleh 'Rina Marlina'", "cli.ex.receive-scan"},
      {"naskah receive hal-*.jpg --set januari --oleh Rina --ya", "cli.ex.receive-yes"}},
     command_receive},
    {"kemas", "pack", "cli.args.pack", "cli.cmd.pack",
     "input output store profile closing only instansi kegiatan paksa dry-run tanggal tanda-terima oleh keterangan "
     "catatan" COMMON,
     {{"naskah kemas --profil kipp-2023", "cli.ex.pack"},
      {"naskah kemas --kegiatan rdr-3", "cli.ex.pack-meeting"},
      {"naskah kemas kirim output/paket/kipp-2023/antar-obat.zip --tanda-terima KIPP-0912", "cli.ex.pack-sent"}},
     command_pack},
    {"bukti", "evidence", "cli.args.evidence", "cli.cmd.evidence", "output halaman sampai catatan" COMMON,
     {{"naskah bukti kecilkan foto-scan.pdf --sampai 2MB -o kecil.pdf", "cli.ex.evidence-shrink"},
      {"naskah bukti potong perbup.pdf --halaman 1,3-5 -o kutipan.pdf", "cli.ex.evidence-cut"},
      {"naskah bukti gabung sk.pdf daftar.pdf foto.jpg -o bukti.pdf", "cli.ex.evidence-join"}},
     command_evidence},
    {"buktikan", "proof", "cli.args.prove", "cli.cmd.prove", "input catatan" COMMON,
     {{"naskah buktikan output/dinkes/sk-tim-2025.arsip.pdf", "cli.ex.prove"},
      {"naskah buktikan input/catatan/diterima/*.pdf", "cli.ex.prove-signed"},
      {"naskah proof --json output/*/*.arsip.pdf", "cli.ex.prove-json"}},
     command_prove},
    {"status", "status", "cli.args.status", "cli.cmd.status", "input store" COMMON,
     {{"naskah status", "cli.ex.status"},
      {"naskah status 'pk-*'", "cli.ex.status-some"},
      {"naskah status --json", "cli.ex.status-json"}},
     command_status},
    {"lapor", "report", NULL, "cli.cmd.report", "input output store profile closing tanggal catatan" COMMON,
     {{"naskah lapor", "cli.ex.report"},
      {"naskah lapor --profile kipp-2025,iga-2026 --closing 2026-06-30", "cli.ex.report-contests"},
      {"naskah report --tanggal 2026-05-01 -o /srv/papan", "cli.ex.report-day"}},
     command_report},
    {"tindak-lanjut", "follow-up", "cli.args.followup", "cli.cmd.followup",
     "input store instansi tanggal oleh keterangan untuk-wa" COMMON,
     {{"naskah tindak-lanjut", "cli.ex.followup"},
      {"naskah tindak-lanjut selesai rdr-3.1 --tanggal 2025-04-02 --oleh 'Siti Aminah'", "cli.ex.followup-done"},
      {"naskah follow-up --agency dinkes --whatsapp", "cli.ex.followup-agency"}},
     command_followup},
    {"arsipkan", "archive", "cli.args.archive", "cli.cmd.archive",
     "input output store instansi tahun inovasi tanggal oleh boks folder tandai zip dry-run catatan" COMMON,
     {{"naskah arsipkan --tahun 2025", "cli.ex.archive"},
      {"naskah arsipkan --instansi dinkes --tahun 2025 --boks 12", "cli.ex.archive-box"},
      {"naskah archive --inovasi antar-obat --zip", "cli.ex.archive-zip"}},
     command_archive},
    {"verifikasi", "verify", "cli.args.verify", "cli.cmd.verify",
     "output store sampel benih lanjut oleh catatan" COMMON,
     {{"naskah verifikasi output/dinkes/sk-tim-2025.arsip.pdf", "cli.ex.verify"},
      {"naskah verifikasi arsip output", "cli.ex.verify-both"},
      {"naskah verify arsip --sampel 5%", "cli.ex.verify-sample"}},
     command_verify},
    {"dokter", "doctor", NULL, "cli.cmd.doctor", "input output store catatan" COMMON,
     {{"naskah dokter", "cli.ex.doctor"},
      {"naskah dokter -o /srv/naskah/output", "cli.ex.doctor-output"},
      {"naskah doctor --json", "cli.ex.doctor-json"}},
     command_doctor},
    {"gudang", "store", "cli.args.store", "cli.cmd.store", "input output store catatan" COMMON,
     {{"naskah gudang periksa", "cli.ex.store"},
      {"naskah gudang cadangkan /media/usb/naskah-2026.db", "cli.ex.store-backup"},
      {"naskah store rebuild", "cli.ex.store-rebuild"}},
     command_store},
    {"bantuan", "help", "cli.args.command", "cli.cmd.help", "lengkapi man share lang help",
     {{"naskah bantuan", "cli.ex.help"}, {"naskah bantuan jalankan", "cli.ex.help-command"},
      {"naskah bantuan --lengkapi bash", "cli.ex.help-complete"}},
     command_help},
};
const size_t command_count = sizeof command_table / sizeof *command_table;

const struct command *command_find(const char *word) {
    for (size_t i = 0; word && i < command_count; i++) {
        if (strcmp(command_table[i].name, word) == 0 || strcmp(command_table[i].alias, word) == 0) {
            return &command_table[i];
        }
    }
    return NULL;
}

const char *command_nearest(const char *word) {
    const char *names[2 * sizeof command_table / sizeof *command_table];
    size_t n = 0;
    for (size_t i = 0; i < command_count; i++) {
        names[n++] = command_table[i].name;
        names[n++] = command_table[i].alias;
    }
    return text_nearest(word, names, n);
}

// ---- help ----

bool command_takes(const struct command *c, const char *option) {
    size_t n = strlen(option);
    for (const char *p = c->options; (p = strstr(p, option)) != NULL; p += n) {
        if ((p == c->options || p[-1] == ' ') && (p[n] == ' ' || p[n] == '\0')) {
            return true;
        }
    }
    return false;
}

static int columns(const char *s) {
    return (int)text_length(s);
}

// Two columns, the second beginning at `at`.
static void help_row(FILE *to, const char *left, const char *right, int at) {
    int gap = at - columns(left);
    fprintf(to, "  %s%*s%s\n", left, gap > 1 ? gap : 1, "", right);
}

static void help_options(struct session *s, const struct command *c, FILE *to) {
    fprintf(to, "\n%s\n", SAY(s, "cli.help.options"));
    for (size_t i = 0; i < option_count; i++) {
        const struct option *o = &option_table[i];
        if (!o->summary || !command_takes(c, o->name)) {
            continue;
        }
        const char *letter = o->letter ? arena_printf(s->arena, "-%c, ", o->letter) : "    ";
        const char *value = o->argument ? arena_printf(s->arena, " %s", SAY(s, o->argument)) : "";
        help_row(to, arena_printf(s->arena, "%s--%s%s", letter, o->name, value), SAY(s, o->summary), 32);
    }
}

void help_command(struct session *s, const struct command *c, FILE *to) {
    const char *arguments = c->arguments ? SAY(s, c->arguments) : "";
    fprintf(to, "naskah %s %s\n", c->name, arguments);
    fprintf(to, "  %s\n", SAY(s, "cli.help.alias", "alias", c->alias));
    fprintf(to, "\n%s\n\n%s\n", SAY(s, c->summary), SAY(s, "cli.help.examples"));
    for (size_t i = 0; i < 3 && c->examples[i].line; i++) {
        fprintf(to, "  %s\n      %s\n", c->examples[i].line, SAY(s, c->examples[i].says));
    }
    help_options(s, c, to);
}

void help_program(struct session *s, FILE *to) {
    fprintf(to, "%s\n\n", SAY(s, "cli.help.about"));
    for (size_t i = 0; i < command_count; i++) {
        const struct command *c = &command_table[i];
        const char *left = arena_printf(s->arena, "naskah %s %s", c->name, c->arguments ? SAY(s, c->arguments) : "");
        help_row(to, left, SAY(s, c->summary), 36);
    }
    fprintf(to, "\n%s\n%s\n", SAY(s, "cli.help.more"), SAY(s, "cli.help.status"));
}

// naskah(1), or a page about files: data, template, profil.
static int help_manual(struct session *s) {
    const char *word = s->options.words.n ? s->options.words.items[0] : NULL;
    const char *page = word ? manual_name(word) : NULL;
    size_t unknown;
    if (!word) {
        manual_page(s, stdout);
        return STATUS_MADE;
    }
    if (!page) {
        const char *near = manual_nearest(word);
        return session_misuse(s, near ? "cli.manual-unknown" : "cli.manual-far", word, near);
    }
    struct manual_request r = {s->share, NASKAH_VERSION, s->catalogue, s->language};
    if (!manual_write(s->arena, &r, page, stdout, s->findings, &unknown)) {
        return session_end_step(s, s->findings);
    }
    return STATUS_MADE;
}

// What other programs read: a shell's completions, or the page for man.
static int help_machine(struct session *s) {
    const char *shell = s->options.shell;
    static const char *const shells[] = {"bash", "zsh", "fish"};
    if (!shell) {
        return help_manual(s);
    } else if (strcmp(shell, "bash") == 0) {
        completion_bash(stdout);
    } else if (strcmp(shell, "zsh") == 0) {
        completion_zsh(s, stdout);
    } else if (strcmp(shell, "fish") == 0) {
        completion_fish(s, stdout);
    } else {
        return session_misuse(s, "cli.shell-unknown", shell, text_nearest(shell, shells, 3));
    }
    return STATUS_MADE;
}

int command_help(struct session *s) {
    if (s->options.shell || s->options.man) {
        return help_machine(s);
    }
    if (s->options.words.n == 0) {
        help_program(s, stdout);
        return STATUS_MADE;
    }
    const char *word = s->options.words.items[0];
    const struct command *c = command_find(word);
    if (!c) {
        const char *near = command_nearest(word);
        return session_misuse(s, near ? "cli.command-unknown" : "cli.command-far", word, near);
    }
    help_command(s, c, stdout);
    return STATUS_MADE;
}
