"""Numbers of identity that python-stdnum holds for valid or not, for test/known/pii.json. Needs python-stdnum 2.2."""
import json, random, importlib, os, string
random.seed(20)
import stdnum
D = string.digits
def digits(n): return ''.join(random.choice(D) for _ in range(n))
def letters(n, of=string.ascii_uppercase): return ''.join(random.choice(of) for _ in range(n))
def date(f):
    y, m, d = random.randint(1940, 1999), random.randint(1, 12), random.randint(1, 28)
    return f.format(y=y, yy=y % 100, m=m, d=d)
MAKERS = {
    'us.ssn': (lambda: f'{digits(3)}-{digits(2)}-{digits(4)}', 'my ssn is '),
    'es.dni': (lambda: digits(8) + letters(1), ''),
    'es.nie': (lambda: random.choice('XYZ') + digits(7) + letters(1), ''),
    'fr.nir': (lambda: random.choice('12') + date('{yy:02d}{m:02d}') + digits(10), ''),
    'it.codicefiscale': (lambda: letters(6, 'BCDFGLMNPRST') + date('{yy:02d}') + random.choice('ABCDEHLMPRST') + date('{d:02d}') + letters(1) + digits(3) + letters(1), ''),
    'de.idnr': (lambda: digits(11), 'Steuer-ID '),
    'br.cpf': (lambda: f'{digits(3)}.{digits(3)}.{digits(3)}-{digits(2)}', ''),
    'in_.aadhaar': (lambda: f'{digits(4)} {digits(4)} {digits(4)}', ''),
    'in_.pan': (lambda: letters(3) + random.choice('ABCFGHJLPTQXZ') + letters(1) + digits(4) + letters(1), 'PAN '),
    'pt.nif': (lambda: digits(9), 'NIF '),
    'nl.bsn': (lambda: digits(9), 'BSN '),
    'pl.pesel': (lambda: date('{yy:02d}{m:02d}{d:02d}') + digits(5), 'PESEL '),
    'se.personnummer': (lambda: date('{yy:02d}{m:02d}{d:02d}-') + digits(4), ''),
    'fi.hetu': (lambda: date('{d:02d}{m:02d}{yy:02d}-') + digits(3) + random.choice('0123456789ABCDEFHJKLMNPRSTUVWXY'), ''),
    'no.fodselsnummer': (lambda: date('{d:02d}{m:02d}{yy:02d}') + digits(5), 'fødselsnummer '),
    'be.nn': (lambda: date('{yy:02d}.{m:02d}.{d:02d}-') + digits(3) + '.' + digits(2), ''),
    'ch.ssn': (lambda: f'756.{digits(4)}.{digits(4)}.{digits(2)}', ''),
    'ca.sin': (lambda: f'{digits(3)} {digits(3)} {digits(3)}', 'SIN '),
    'cl.rut': (lambda: f'{digits(2)}.{digits(3)}.{digits(3)}-' + random.choice('0123456789K'), ''),
    'cn.ric': (lambda: '110105' + date('{y}{m:02d}{d:02d}') + digits(3) + random.choice('0123456789X'), ''),
    'tr.tckimlik': (lambda: digits(11), 'TC kimlik '),
}
OTHERS = [importlib.import_module('stdnum.' + n) for n in MAKERS]
out = {}
for name, maker in MAKERS.items():
    make, words = maker
    module = importlib.import_module('stdnum.' + name)
    valid, invalid = [], []
    for _ in range(2_000_000):
        one = make()
        if module.is_valid(one):
            if len(valid) < 8: valid.append(one)
        elif len(invalid) < 8 and not any(other.is_valid(one) for other in OTHERS): invalid.append(one)
        if len(valid) == 8 and len(invalid) == 8: break
    out[name] = {'before': words, 'valid': valid, 'invalid': invalid}
from stdnum import luhn, verhoeff
from stdnum.iso7064 import mod_11_10, mod_11_2
checks = {n: [[v, m.is_valid(v)] for v in (digits(12) for _ in range(60))] for n, m in (('luhn', luhn), ('verhoeff', verhoeff), ('mod11and10', mod_11_10), ('mod11and2', mod_11_2))}
json.dump({'source': f'python-stdnum {stdnum.__version__}, test/known/make_pii.py', 'ids': out, 'checks': checks},
          open(os.path.join(os.path.dirname(__file__), 'pii.json'), 'w'), indent=1, ensure_ascii=False)
print({k: (len(v['valid']), len(v['invalid'])) for k, v in out.items()})
